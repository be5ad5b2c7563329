package dev.mayfly.examples.swarm.plain;

import com.artemis.PooledComponent;

/** What an agent belongs to, and whether a predator has caught it. */
public final class Flock extends PooledComponent {
    int group;
    boolean caught;

    @Override
    protected void reset() {
        group = 0;
        caught = false;
    }
}
