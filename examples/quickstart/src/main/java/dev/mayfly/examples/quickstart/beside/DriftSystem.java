package dev.mayfly.examples.quickstart.beside;

import com.artemis.annotations.All;

import dev.mayfly.ecs.SpanSystem;
import dev.mayfly.ecs.Writes;
import dev.mayfly.examples.quickstart.Position;
import dev.mayfly.examples.quickstart.Velocity;

/** Moves what has a velocity. */
@SuppressWarnings("NullAway.Init")
@Writes(Position.class) // so Velocity, which is injected, is only read
@All({Position.class, Velocity.class})
public final class DriftSystem extends SpanSystem {
    Position position;
    Velocity velocity;

    /** Its aspect is in its annotation. */
    public DriftSystem() {}

    @Override
    protected void processSpan(int from, int to) {
        for (int e = from; e < to; e++) {
            position.x.add(e, velocity.x.get(e) * world.delta);
            position.y.add(e, velocity.y.get(e) * world.delta);
        }
    }
}
