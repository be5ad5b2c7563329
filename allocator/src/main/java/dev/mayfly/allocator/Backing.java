package dev.mayfly.allocator;

import dev.mayfly.allocator.chunk.ChunkStore;
import dev.mayfly.allocator.source.MemorySource;

/** What the arenas of one allocator share: its stores, and the list of what was promoted. */
final class Backing {

    final ChunkStore chunks;
    final Surplus surplus = new Surplus();
    final Promotions promotions = new Promotions();

    volatile SoftLimitListener softLimitListener = new SoftLimitLog();

    private int arenas;
    private int quiet;

    /** Nothing yet; chunks will come from {@code source}. */
    Backing(MemorySource source) {
        chunks = new ChunkStore(source);
    }

    synchronized void addArena() {
        arenas++;
    }

    synchronized void removeArena() {
        arenas--;
    }

    /**
     * An arena has had its quiet frames. When as many have as there are arenas, the stores let go
     * of what nobody has wanted since the time before.
     */
    synchronized void quietFramesPassed() {
        if (++quiet >= arenas) {
            quiet = 0;
            chunks.review();
            surplus.review();
        }
    }
}
