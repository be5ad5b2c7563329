package dev.mayfly.examples.quickstart.beside;

import com.artemis.annotations.All;

import dev.mayfly.ecs.SpanSystem;
import dev.mayfly.ecs.Writes;
import dev.mayfly.examples.quickstart.Velocity;

/** Heats up what is fast. */
@SuppressWarnings("NullAway.Init")
@Writes(Heat.class)
@All({Heat.class, Velocity.class})
public final class FrictionSystem extends SpanSystem {
    Heat heat;
    Velocity velocity;

    /** Its aspect is in its annotation. */
    public FrictionSystem() {}

    @Override
    protected void processSpan(int from, int to) {
        for (int e = from; e < to; e++) {
            float speed = Math.abs(velocity.x.get(e)) + Math.abs(velocity.y.get(e));
            heat.degrees.add(e, speed * world.delta);
        }
    }
}
