package dev.mayfly.examples.quickstart.blueprint;

import com.artemis.annotations.All;
import com.artemis.annotations.Exclude;

import dev.mayfly.ecs.SpanSystem;
import dev.mayfly.examples.quickstart.Position;
import dev.mayfly.examples.quickstart.Velocity;

/** Moves entities, and leaves blueprints as they are. */
@SuppressWarnings("NullAway.Init")
@All({Position.class, Velocity.class})
@Exclude(Blueprint.class)
public final class DriftSystem extends SpanSystem {
    Position position; // injected
    Velocity velocity;

    /** Its aspect is in its annotations. */
    public DriftSystem() {}

    @Override
    protected void processSpan(int from, int to) {
        for (int e = from; e < to; e++) {
            position.x.add(e, velocity.x.get(e) * world.delta);
        }
    }
}
