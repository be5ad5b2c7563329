package dev.mayfly.examples.swarm.mayfly;

import com.artemis.BaseSystem;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.ecs.FrameScoped;
import dev.mayfly.examples.swarm.rules.Contact;

/** Finds the agents that touch, and lets them bounce. */
@FrameScoped
@SuppressWarnings("NullAway.Init") // injected
final class CollisionSystem extends BaseSystem {
    private static final int USUAL_IDS = 8_192;

    private FrameArena frame;
    private Position position;
    private Velocity velocity;
    private GridSystem gridSystem;
    private long collisions;

    long collisions() {
        return collisions;
    }

    @Override
    protected void processSystem() {
        IntList found = frame.intList(USUAL_IDS);
        gridSystem.grid().collisions(found);
        for (int i = 0; i < found.length(); i += 2) {
            bounce(found.get(i), found.get(i + 1));
        }
        collisions += found.length() / 2;
    }

    private void bounce(int a, int b) {
        float dx = position.x.get(b) - position.x.get(a);
        float dy = position.y.get(b) - position.y.get(a);
        float share =
                Contact.bounce(
                        dx,
                        dy,
                        velocity.x.get(b) - velocity.x.get(a),
                        velocity.y.get(b) - velocity.y.get(a));
        velocity.x.add(a, dx * share);
        velocity.y.add(a, dy * share);
        velocity.x.add(b, -(dx * share));
        velocity.y.add(b, -(dy * share));
    }
}
