package dev.mayfly.examples.swarm.plain;

import com.artemis.PooledComponent;

/** How a mover moves, in world units a second, and the fastest that it can. */
public final class Velocity extends PooledComponent {
    float x;
    float y;
    float limit;

    @Override
    protected void reset() {
        x = 0f;
        y = 0f;
        limit = 0f;
    }
}
