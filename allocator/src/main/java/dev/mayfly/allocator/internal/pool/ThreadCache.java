package dev.mayfly.allocator.internal.pool;

import org.jspecify.annotations.Nullable;

/** What a pool keeps for one thread; {@link ThreadCaches} finds it. */
public abstract class ThreadCache {

    /**
     * The thread that alone uses this cache; null for a cache that waits for one. Read by any
     * thread without synchronization, to compare it with itself: a thread finds itself here only if
     * it wrote itself here.
     */
    @Nullable Thread owner;

    /** A cache that waits for a thread. */
    protected ThreadCache() {}

    /** Gives the cache to a thread, or to nobody. Called with the lock of {@link ThreadCaches}. */
    protected void ownedBy(@Nullable Thread next) {
        owner = next;
    }

    /** Whether this is that thread's cache. */
    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    public final boolean belongsTo(Thread thread) {
        return owner == thread;
    }
}
