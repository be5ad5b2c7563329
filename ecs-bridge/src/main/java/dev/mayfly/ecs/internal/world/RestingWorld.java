package dev.mayfly.ecs.internal.world;

/** What may be done in a world between two ticks only. */
public interface RestingWorld {

    /** Whether a tick is going on, or what is {@link #run run between two}. */
    boolean isBusy();

    /** Runs what tells listeners, in a scope as theirs have it within a tick. */
    void run(Runnable telling);

    /**
     * The world is busy with a copy of it until what is returned is closed. Code of the program may
     * run meanwhile, and neither tick the world nor begin another copy.
     */
    Copying beginCopy();

    /** Ends a copy. */
    interface Copying extends AutoCloseable {
        @Override
        void close();
    }

    /** Does this now, or if the world {@link #isBusy is busy}, as soon as it is not. */
    void whenAtRest(Runnable action);
}
