package dev.mayfly.ecs.internal.world;

/** What may be done in a world between two ticks only. */
public interface RestingWorld {

    /** Whether a tick is going on, or what is {@link #run run between two}. */
    boolean isBusy();

    /** Runs what tells listeners, in a scope as theirs have it within a tick. */
    void run(Runnable telling);

    /** Does this now, or if the world {@link #isBusy is busy}, as soon as it is not. */
    void whenAtRest(Runnable action);
}
