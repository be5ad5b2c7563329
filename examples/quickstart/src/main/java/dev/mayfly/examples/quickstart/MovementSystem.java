package dev.mayfly.examples.quickstart;

import com.artemis.annotations.All;

import dev.mayfly.ecs.SpanSystem;

/** Moves what has a velocity. */
@SuppressWarnings("NullAway.Init")
@All({Position.class, Velocity.class})
public final class MovementSystem extends SpanSystem { // runs over spans of entity ids
    Position position; // injected
    Velocity velocity;

    /** Its aspect is in its annotation. */
    public MovementSystem() {}

    @Override
    protected void processSpan(int from, int to) {
        for (int e = from; e < to; e++) {
            position.x.add(e, velocity.x.get(e) * world.delta);
            position.y.add(e, velocity.y.get(e) * world.delta);
        }
    }
}
