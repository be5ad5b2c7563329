package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.ArenaIdentity;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.internal.chunk.NativeStack;

/**
 * The open frame of an arena, to what hands out memory in it: whether there is one, who may take
 * from it, whether there is room, and what is charged.
 */
final class OpenFrame {

    static final long UNCOUNTED = -1;

    final ArenaIdentity identity;
    final ChunkStore store;
    final NativeStack slices;
    final ScopeStack scopes;

    OpenFrame(ArenaIdentity identity, ChunkStore store, NativeStack slices, ScopeStack scopes) {
        this.identity = identity;
        this.store = store;
        this.slices = slices;
        this.scopes = scopes;
    }

    /**
     * Throws if no frame is open, or, in checked, if it is another thread's.
     *
     * @param wanted what is asked for, for the message
     */
    void require(String wanted) {
        if (Safety.CHECKED) {
            identity.requireOwner();
        }
        if (scopes.depth == 0) {
            identity.requireOwner();
            store.requireOpen();
            throw ArenaErrors.noFrame(identity, wanted + " was asked for");
        }
    }

    /**
     * Throws if {@code bytes} more would pass a limit.
     *
     * @param what what is asked for, for the message
     * @param elements how many elements that has; {@link #UNCOUNTED} where that says nothing
     */
    void requireRoom(long bytes, Object what, long elements) {
        if (bytes > slices.limit - slices.used()) {
            scopes.leases.makeRoom(bytes, what, elements);
        }
    }

    /** Has the innermost scope know that it takes from there, unless it does. */
    void noteTake(RecycledStack from) {
        if (from.takenAt != scopes.depth) {
            scopes.noteFirstTake(from);
        }
    }

    /**
     * Charges what something of the scope at {@code depth} grows by; it outlives the scopes inside.
     *
     * @param what what grows, for the message, to so many elements
     */
    void chargeGrowth(long bytes, int depth, Object what, long elements) {
        if (Safety.CHECKED) {
            identity.requireOwner();
        }
        requireRoom(bytes, what, elements);
        slices.charge(bytes);
        for (int inner = depth + 1; inner <= scopes.depth; inner++) {
            slices.keepBeyond(scopes.at(inner).start, bytes);
        }
    }
}
