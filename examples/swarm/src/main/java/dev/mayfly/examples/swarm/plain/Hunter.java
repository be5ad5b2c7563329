package dev.mayfly.examples.swarm.plain;

import com.artemis.PooledComponent;

/** What makes a mover a predator: how far it sees and from how far it catches. */
public final class Hunter extends PooledComponent {
    float sight;
    float reach;

    @Override
    protected void reset() {
        sight = 0f;
        reach = 0f;
    }
}
