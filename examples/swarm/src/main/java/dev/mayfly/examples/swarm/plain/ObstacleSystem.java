package dev.mayfly.examples.swarm.plain;

import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.examples.swarm.rules.Terrain;
import dev.mayfly.examples.swarm.scenario.Obstacle;

import java.util.List;

/** Turns movers away from obstacles. */
@All({Position.class, Steering.class})
@SuppressWarnings("NullAway.Init") // injected
final class ObstacleSystem extends IteratingSystem {
    private final List<Obstacle> obstacles;
    private ComponentMapper<Position> positions;
    private ComponentMapper<Steering> steerings;

    ObstacleSystem(List<Obstacle> obstacles) {
        this.obstacles = obstacles;
    }

    @Override
    protected void process(int e) {
        Position position = positions.get(e);
        Steering steering = steerings.get(e);
        for (int i = 0; i < obstacles.size(); i++) {
            Obstacle obstacle = obstacles.get(i);
            float dx = obstacle.x() - position.x;
            float dy = obstacle.y() - position.y;
            float avoidance = Terrain.avoidance(dx * dx + dy * dy, obstacle.radius());
            steering.x += dx * avoidance;
            steering.y += dy * avoidance;
        }
    }
}
