package dev.mayfly.examples.swarm.mayfly;

import com.artemis.BaseEntitySystem;
import com.artemis.annotations.All;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.FrameScoped;
import dev.mayfly.examples.swarm.rules.Flocking;
import dev.mayfly.examples.swarm.simulation.Clock;

/** Steers each agent among its neighbors. */
@FrameScoped
@All({Position.class, Velocity.class, Steering.class, Perception.class, Flock.class})
@SuppressWarnings("NullAway.Init") // injected
final class FlockingSystem extends BaseEntitySystem {
    private final Clock clock;
    private FrameArena frame;
    private Position position;
    private Velocity velocity;
    private Steering steering;
    private Perception perception;
    private Flock flock;
    private GridSystem gridSystem;

    FlockingSystem(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void processSystem() {
        Grid grid = gridSystem.grid();
        Ints near = frame.uninitializedInts(subscription.getEntities().size() + 1);
        IntBag entities = subscription.getEntities();
        for (int i = 0; i < entities.size(); i++) {
            int e = entities.get(i);
            int count =
                    grid.neighbors(
                            e,
                            position.x.get(e),
                            position.y.get(e),
                            perception.sight.get(e),
                            clock.tick(),
                            near);
            steer(e, grid, near, count);
        }
    }

    private void steer(int e, Grid grid, Ints near, int count) {
        float x = position.x.get(e);
        float y = position.y.get(e);
        float space = perception.space.get(e);
        int group = flock.group.get(e);
        float crowdX = 0f;
        float crowdY = 0f;
        float kinVx = 0f;
        float kinVy = 0f;
        float kinX = 0f;
        float kinY = 0f;
        int kin = 0;
        for (int i = 0; i < count; i++) {
            int slot = near.get(i);
            float dx = grid.x(slot) - x;
            float dy = grid.y(slot) - y;
            float crowding = Flocking.crowding(dx * dx + dy * dy, space);
            crowdX += dx * crowding;
            crowdY += dy * crowding;
            if (grid.group(slot) == group) {
                kinVx += grid.vx(slot);
                kinVy += grid.vy(slot);
                kinX += dx;
                kinY += dy;
                kin++;
            }
        }
        steering.x.set(e, Flocking.urge(crowdX, kinVx, kinX, kin, velocity.x.get(e)));
        steering.y.set(e, Flocking.urge(crowdY, kinVy, kinY, kin, velocity.y.get(e)));
    }
}
