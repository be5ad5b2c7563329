package dev.mayfly.allocator;

import dev.mayfly.allocator.error.LimitExceededException;

/** Asks for room in a full group, once a request, and not from within an answer. */
final class Eviction {

    /** Bound where a listener runs on this thread. */
    private static final ScopedValue<Boolean> RUNNING = ScopedValue.newInstance();

    private Eviction() {}

    /**
     * Returns when a listener has had its turn.
     *
     * @param bytes what was asked for
     * @param used what the group had been charged with, less what the asker has set aside
     * @throws LimitExceededException if there is none, it has failed, or this is called by one
     */
    static void run(TagGroup full, long bytes, long used) {
        EvictionListener listener = full.evictor();
        if (listener == null || RUNNING.isBound()) {
            throw ArenaErrors.groupFull(full, bytes, used);
        }
        try {
            ScopedValue.where(RUNNING, true)
                    .run(() -> listener.makeRoom(full, bytes - (full.limit() - used)));
        } catch (RuntimeException failure) {
            LimitExceededException refusal = ArenaErrors.groupFull(full, bytes, used);
            refusal.addSuppressed(failure);
            throw refusal;
        }
    }
}
