package dev.mayfly.examples.swarm.plain;

import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.examples.swarm.rules.Motion;
import dev.mayfly.examples.swarm.rules.Terrain;
import dev.mayfly.examples.swarm.scenario.Extent;

/** Turns steering into velocity, and velocity into position. */
@All({Position.class, Velocity.class, Steering.class})
@SuppressWarnings("NullAway.Init") // injected
final class MovementSystem extends IteratingSystem {
    private final Extent extent;
    private ComponentMapper<Position> positions;
    private ComponentMapper<Velocity> velocities;
    private ComponentMapper<Steering> steerings;

    MovementSystem(Extent extent) {
        this.extent = extent;
    }

    @Override
    protected void process(int e) {
        Position position = positions.get(e);
        Velocity velocity = velocities.get(e);
        Steering steering = steerings.get(e);
        float ax = steering.x + Terrain.turn(position.x, extent.width());
        float ay = steering.y + Terrain.turn(position.y, extent.height());
        float vx = velocity.x + ax * world.delta;
        float vy = velocity.y + ay * world.delta;
        float throttle = Motion.throttle(vx, vy, velocity.limit);
        velocity.x = vx * throttle;
        velocity.y = vy * throttle;
        position.x = Terrain.inside(position.x + velocity.x * world.delta, extent.width());
        position.y = Terrain.inside(position.y + velocity.y * world.delta, extent.height());
    }
}
