package dev.mayfly.ecs.internal.artemis;

/** Who sees that Artemis is about to tell subscription listeners what has changed. */
public interface RoundWatch {

    /** Whether there is something to be done before listeners are told, though nothing changed. */
    boolean isWaiting();

    /**
     * Entities have changed, or {@link #isWaiting}, and Artemis has not begun to tell anyone. It
     * goes on with what has changed when this returns.
     */
    void beforeRound();
}
