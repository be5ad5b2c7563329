package dev.mayfly.examples.swarm.mayfly;

import com.artemis.annotations.All;

import dev.mayfly.ecs.SpanSystem;
import dev.mayfly.examples.swarm.rules.Terrain;
import dev.mayfly.examples.swarm.scenario.Obstacle;

import java.util.List;

/** Turns movers away from obstacles. */
@All({Position.class, Steering.class})
@SuppressWarnings("NullAway.Init") // injected
final class ObstacleSystem extends SpanSystem {
    private final List<Obstacle> obstacles;
    private Position position;
    private Steering steering;

    ObstacleSystem(List<Obstacle> obstacles) {
        this.obstacles = obstacles;
    }

    @Override
    protected void processSpan(int from, int to) {
        for (int i = 0; i < obstacles.size(); i++) {
            Obstacle obstacle = obstacles.get(i);
            avoid(obstacle.x(), obstacle.y(), obstacle.radius(), from, to);
        }
    }

    private void avoid(float x, float y, float radius, int from, int to) {
        for (int e = from; e < to; e++) {
            float dx = x - position.x.get(e);
            float dy = y - position.y.get(e);
            float avoidance = Terrain.avoidance(dx * dx + dy * dy, radius);
            steering.x.add(e, dx * avoidance);
            steering.y.add(e, dy * avoidance);
        }
    }
}
