package dev.mayfly.examples.swarm.plain;

import com.artemis.PooledComponent;

/** What an agent notices, as distances in world units. */
public final class Perception extends PooledComponent {
    float sight;
    float space;
    float alarm;

    @Override
    protected void reset() {
        sight = 0f;
        space = 0f;
        alarm = 0f;
    }
}
