package dev.mayfly.allocator.internal.ledger;

import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.internal.ledger.TagEntry.Evictor;

/** Asks for room in a full group, once a request, and not from within an answer. */
public final class Eviction {

    /** Bound where a listener runs on this thread. */
    private static final ScopedValue<Boolean> RUNNING = ScopedValue.newInstance();

    private Eviction() {}

    /**
     * Returns when a listener has had its turn.
     *
     * @param bytes what was asked for
     * @param used what the group had been charged with, less what the asker has set aside
     * @param wanted what that was for, for messages
     * @throws LimitExceededException if there is none, it has failed, or this is called by one
     */
    public static void run(TagEntry full, long bytes, long used, Object wanted) {
        Evictor evictor = full.nearestEvictor();
        if (evictor == null || RUNNING.isBound()) {
            throw LedgerErrors.groupFull(full, bytes, used, wanted);
        }
        try {
            ScopedValue.where(RUNNING, true)
                    .run(() -> evictor.makeRoom(full, bytes - (full.limit - used)));
        } catch (Error failure) {
            throw failure;
        } catch (Throwable failure) { // a checked one too, from another language
            LimitExceededException refusal = LedgerErrors.groupFull(full, bytes, used, wanted);
            refusal.addSuppressed(failure);
            throw refusal;
        }
    }
}
