package dev.mayfly.allocator;

import dev.mayfly.allocator.chunk.ChunkStore;
import dev.mayfly.allocator.source.MemorySource;

import org.jspecify.annotations.Nullable;

/**
 * What the arenas of one allocator share: its stores, and the list of what was promoted. Those of a
 * ring or scratch with a source of its own have a store of chunks beside, and share the rest.
 */
final class Backing {

    final ChunkStore chunks;
    final Surplus surplus;
    final Promotions promotions;

    volatile SoftLimitListener softLimitListener = new SoftLimitLog();

    /** The allocator's, where this is one beside it. */
    private final @Nullable Backing shared;

    private int arenas;
    private int quiet;

    /** Nothing yet; chunks will come from {@code source}. */
    Backing(MemorySource source) {
        shared = null;
        chunks = new ChunkStore(source);
        surplus = new Surplus();
        promotions = new Promotions();
    }

    /** As {@code shared}, but for the chunks, which will come from {@code source}. */
    Backing(MemorySource source, Backing shared) {
        this.shared = shared;
        chunks = new ChunkStore(source);
        surplus = shared.surplus;
        promotions = shared.promotions;
    }

    /** The allocator's: what lives longer than an arena hangs there. */
    Backing ofAllocator() {
        return shared == null ? this : shared;
    }

    synchronized void addArena() {
        arenas++;
        if (shared != null) {
            shared.addArena();
        }
    }

    /** Counts an arena out. The chunks of a ring or scratch that was the last one's are freed. */
    void removeArena() {
        if (countOut() == 0 && shared != null) {
            chunks.close();
        }
    }

    private synchronized int countOut() {
        if (shared != null) {
            shared.removeArena();
        }
        return --arenas;
    }

    /**
     * An arena has had its quiet frames. When as many have as there are arenas, the stores let go
     * of what nobody has wanted since the time before.
     */
    synchronized void quietFramesPassed() {
        if (++quiet >= arenas) {
            quiet = 0;
            chunks.review();
            if (shared == null) {
                surplus.review();
            }
        }
        if (shared != null) {
            shared.quietFramesPassed();
        }
    }
}
