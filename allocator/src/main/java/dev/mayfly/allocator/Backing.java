package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.source.MemorySource;

import org.jspecify.annotations.Nullable;

/**
 * What the arenas of one allocator share: its stores, and the lists of what was promoted and of
 * what is on its way. Those of a ring or scratch with a source of its own have a store of chunks
 * beside, and share the rest.
 */
final class Backing {

    final ChunkStore chunks;
    final Surplus surplus;
    final OpenPromotions promotions;
    final Transit transit;

    /** The allocator's, where this is one beside it. */
    private final @Nullable Backing shared;

    private int arenas;
    private int quiet;

    /** How many promoted things use chunks of this store. */
    private int keepers;

    /** Nothing yet; chunks will come from {@code source}. */
    Backing(MemorySource source) {
        shared = null;
        chunks = new ChunkStore(source);
        surplus = new Surplus();
        promotions = new OpenPromotions();
        transit = new Transit(surplus);
    }

    /** As {@code shared}, but for the chunks, which will come from {@code source}. */
    Backing(MemorySource source, Backing shared) {
        this.shared = shared;
        chunks = new ChunkStore(source);
        surplus = shared.surplus;
        promotions = shared.promotions;
        transit = shared.transit;
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

    /**
     * Counts an arena out. The chunks of a ring or scratch that was the last one's are freed, once
     * nothing that was promoted uses them.
     */
    void removeArena() {
        countOut();
        closeIfUnused();
    }

    private synchronized void countOut() {
        if (shared != null) {
            shared.removeArena();
        }
        arenas--;
    }

    /** Something promoted uses chunks from here, until {@link #letGo} is called. */
    synchronized void keep() {
        keepers++;
    }

    void letGo() {
        countKeeperOut();
        closeIfUnused();
    }

    private synchronized void countKeeperOut() {
        keepers--;
    }

    private void closeIfUnused() {
        if (shared != null && isUnused()) {
            chunks.close();
        }
    }

    private synchronized boolean isUnused() {
        return arenas == 0 && keepers == 0;
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
