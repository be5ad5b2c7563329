package dev.mayfly.examples.quickstart.structure;

import dev.mayfly.ecs.Poolable;

/** A shot came down. */
public final class Landing implements Poolable {
    public float x;

    /** Called by the events. */
    public Landing() {}

    @Override
    public void reset() {
        x = 0;
    }
}
