package dev.mayfly.examples.swarm.plain;

import com.artemis.PooledComponent;

/** How a mover wants to change its velocity, in world units a second squared. */
public final class Steering extends PooledComponent {
    float x;
    float y;

    @Override
    protected void reset() {
        x = 0f;
        y = 0f;
    }
}
