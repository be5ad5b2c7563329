package dev.mayfly.allocator;

/**
 * Things of one kind that an arena has made and hands out again: a stack of which the first {@code
 * next} are handed out.
 *
 * <p>Scopes nest and release what they took in reverse order, so what the innermost scope took from
 * here is on top, and releasing it is setting {@code next} back. {@link TakeNotes} has how a stack
 * stood before a scope took from it for the first time.
 */
abstract class RecycledStack {

    /** A depth that no scope has: nothing is handed out. */
    private static final int AT_REST = -1;

    /** How many are handed out. */
    int next;

    /** The depth of the innermost scope that took from here. */
    int takenAt = AT_REST;

    /** Takes back everything but the first {@code keep}. */
    abstract void release(int keep);

    /**
     * Takes back everything but the first {@code keep} where {@link #release} has failed on the
     * way; makes nothing, and hands out none of that again.
     */
    abstract void drop(int keep);

    /** Lets go of what has not been handed out since the last call; nothing is handed out now. */
    abstract void trim();

    /**
     * Lets go of all that is not handed out, which may be in the middle of a frame of the calling
     * thread's; returns how many bytes that was.
     */
    abstract long letGo();

    /** Gives back what the garbage collector would not; nothing will be handed out again. */
    void retire() {}
}
