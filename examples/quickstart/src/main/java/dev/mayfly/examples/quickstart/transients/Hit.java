package dev.mayfly.examples.quickstart.transients;

import dev.mayfly.ecs.Poolable;

/** What an entity was hit with in this tick. */
public final class Hit implements Poolable {
    public float damage;
    public int by = -1;

    /** Called by the mapper. */
    public Hit() {}

    @Override
    public void reset() { // as new: it is used again
        damage = 0;
        by = -1;
    }
}
