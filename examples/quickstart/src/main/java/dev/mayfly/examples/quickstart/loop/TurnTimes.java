package dev.mayfly.examples.quickstart.loop;

import com.artemis.BaseSystem;

import dev.mayfly.ecs.TickListener;

import org.jspecify.annotations.Nullable;

/** Finds the system with the longest turn. */
public final class TurnTimes implements TickListener {
    private long begun;
    private long longest;
    private @Nullable BaseSystem slowest;

    /** Has timed nothing yet. */
    public TurnTimes() {}

    @Override
    public void beforeSystem(BaseSystem system) {
        begun = System.nanoTime();
    }

    @Override
    public void afterSystem(BaseSystem system) {
        long time = System.nanoTime() - begun;
        if (time > longest) {
            longest = time;
            slowest = system;
        }
    }

    /** The system of the longest turn; null if there was none. */
    public @Nullable BaseSystem slowest() {
        return slowest;
    }
}
