package dev.mayfly.examples.swarm.plain;

import com.artemis.BaseSystem;
import com.artemis.ComponentMapper;

import dev.mayfly.examples.swarm.rules.Contact;

import java.util.List;

/** Finds the agents that touch, and lets them bounce. */
@SuppressWarnings("NullAway.Init") // injected
final class CollisionSystem extends BaseSystem {
    private ComponentMapper<Position> positions;
    private ComponentMapper<Velocity> velocities;
    private GridSystem gridSystem;
    private long collisions;

    long collisions() {
        return collisions;
    }

    @Override
    protected void processSystem() {
        List<Collision> found = gridSystem.grid().collisions();
        for (Collision collision : found) {
            bounce(collision.a(), collision.b());
        }
        collisions += found.size();
    }

    private void bounce(int a, int b) {
        Position positionA = positions.get(a);
        Position positionB = positions.get(b);
        Velocity velocityA = velocities.get(a);
        Velocity velocityB = velocities.get(b);
        float dx = positionB.x - positionA.x;
        float dy = positionB.y - positionA.y;
        float share = Contact.bounce(dx, dy, velocityB.x - velocityA.x, velocityB.y - velocityA.y);
        velocityA.x += dx * share;
        velocityA.y += dy * share;
        velocityB.x -= dx * share;
        velocityB.y -= dy * share;
    }
}
