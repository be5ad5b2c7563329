package dev.mayfly.examples.swarm.mayfly;

import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.examples.swarm.rules.Motion;
import dev.mayfly.examples.swarm.rules.Terrain;
import dev.mayfly.examples.swarm.scenario.Extent;

/** The plain swarm's system after its components became columns and before it became spans. */
@All({Position.class, Velocity.class, Steering.class})
final class HalfwayMovementSystem extends IteratingSystem {

    private final Extent extent;
    private Position position;
    private Velocity velocity;
    private Steering steering;

    HalfwayMovementSystem(Extent extent) {
        this.extent = extent;
    }

    @Override
    protected void process(int e) {
        float ax = steering.x.get(e) + Terrain.turn(position.x.get(e), extent.width());
        float ay = steering.y.get(e) + Terrain.turn(position.y.get(e), extent.height());
        float vx = velocity.x.get(e) + ax * world.delta;
        float vy = velocity.y.get(e) + ay * world.delta;
        float throttle = Motion.throttle(vx, vy, velocity.limit.get(e));
        velocity.x.set(e, vx * throttle);
        velocity.y.set(e, vy * throttle);
        float x = position.x.get(e) + velocity.x.get(e) * world.delta;
        float y = position.y.get(e) + velocity.y.get(e) * world.delta;
        position.x.set(e, Terrain.inside(x, extent.width()));
        position.y.set(e, Terrain.inside(y, extent.height()));
    }
}
