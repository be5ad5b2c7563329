package dev.mayfly.examples.swarm.plain;

import com.artemis.PooledComponent;

/** Where a mover is, in world units. */
public final class Position extends PooledComponent {
    float x;
    float y;

    @Override
    protected void reset() {
        x = 0f;
        y = 0f;
    }
}
