package dev.mayfly.examples.swarm.plain;

import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.examples.swarm.rules.Flocking;
import dev.mayfly.examples.swarm.simulation.Clock;

/** Steers each agent among its neighbors. */
@All({Position.class, Velocity.class, Steering.class, Perception.class, Flock.class})
@SuppressWarnings("NullAway.Init") // injected
final class FlockingSystem extends IteratingSystem {
    private final Clock clock;
    private ComponentMapper<Position> positions;
    private ComponentMapper<Velocity> velocities;
    private ComponentMapper<Steering> steerings;
    private ComponentMapper<Perception> perceptions;
    private ComponentMapper<Flock> flocks;
    private GridSystem gridSystem;

    FlockingSystem(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void process(int e) {
        Position position = positions.get(e);
        Velocity velocity = velocities.get(e);
        Perception perception = perceptions.get(e);
        int group = flocks.get(e).group;
        float crowdX = 0f;
        float crowdY = 0f;
        float kinVx = 0f;
        float kinVy = 0f;
        float kinX = 0f;
        float kinY = 0f;
        int kin = 0;
        for (Boid boid :
                gridSystem
                        .grid()
                        .neighbors(e, position.x, position.y, perception.sight, clock.tick())) {
            float dx = boid.x() - position.x;
            float dy = boid.y() - position.y;
            float crowding = Flocking.crowding(dx * dx + dy * dy, perception.space);
            crowdX += dx * crowding;
            crowdY += dy * crowding;
            if (boid.group() == group) {
                kinVx += boid.vx();
                kinVy += boid.vy();
                kinX += dx;
                kinY += dy;
                kin++;
            }
        }
        Steering steering = steerings.get(e);
        steering.x = Flocking.urge(crowdX, kinVx, kinX, kin, velocity.x);
        steering.y = Flocking.urge(crowdY, kinVy, kinY, kin, velocity.y);
    }
}
