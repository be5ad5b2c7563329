package dev.mayfly.allocator.pool;

import org.jspecify.annotations.Nullable;

/** What a pool keeps for one thread; {@link ThreadCaches} finds it. */
abstract class ThreadCache {

    /**
     * The thread that alone uses this cache; null for a cache that waits for one. Read by any
     * thread without synchronization, to compare it with itself: a thread finds itself here only if
     * it wrote itself here.
     */
    @Nullable Thread owner;

    /** Gives the cache to a thread, or to nobody. Called with the lock of {@link ThreadCaches}. */
    void ownedBy(@Nullable Thread next) {
        owner = next;
    }

    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    final boolean belongsTo(Thread thread) {
        return owner == thread;
    }
}
