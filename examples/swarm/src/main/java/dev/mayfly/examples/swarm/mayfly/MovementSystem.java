package dev.mayfly.examples.swarm.mayfly;

import com.artemis.annotations.All;

import dev.mayfly.ecs.SpanSystem;
import dev.mayfly.examples.swarm.rules.Motion;
import dev.mayfly.examples.swarm.rules.Terrain;
import dev.mayfly.examples.swarm.scenario.Extent;

/** Turns steering into velocity, and velocity into position. */
@All({Position.class, Velocity.class, Steering.class})
@SuppressWarnings("NullAway.Init") // injected
final class MovementSystem extends SpanSystem {
    private final Extent extent;
    private Position position;
    private Velocity velocity;
    private Steering steering;

    MovementSystem(Extent extent) {
        this.extent = extent;
    }

    @Override
    protected void processSpan(int from, int to) {
        float width = extent.width();
        float height = extent.height();
        float delta = world.delta;
        for (int e = from; e < to; e++) {
            float x = position.x.get(e);
            float y = position.y.get(e);
            float ax = steering.x.get(e) + Terrain.turn(x, width);
            float ay = steering.y.get(e) + Terrain.turn(y, height);
            float vx = velocity.x.get(e) + ax * delta;
            float vy = velocity.y.get(e) + ay * delta;
            float throttle = Motion.throttle(vx, vy, velocity.limit.get(e));
            velocity.x.set(e, vx * throttle);
            velocity.y.set(e, vy * throttle);
            position.x.set(e, Terrain.inside(x + vx * throttle * delta, width));
            position.y.set(e, Terrain.inside(y + vy * throttle * delta, height));
        }
    }
}
