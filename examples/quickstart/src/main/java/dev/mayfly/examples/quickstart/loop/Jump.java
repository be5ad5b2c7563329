package dev.mayfly.examples.quickstart.loop;

import dev.mayfly.ecs.Poolable;

/** The player has pressed the button. */
public final class Jump implements Poolable {
    public float height;

    /** Made by the world. */
    public Jump() {}

    @Override
    public void reset() {
        height = 0f;
    }
}
