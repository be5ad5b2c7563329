package dev.mayfly.allocator;

import dev.mayfly.allocator.chunk.ChunkStore;

/** What the arenas of one allocator share: its stores, and the list of what was promoted. */
final class Backing {

    final ChunkStore chunks = new ChunkStore();
    final Surplus surplus = new Surplus();
    final Promotions promotions = new Promotions();

    private int arenas;
    private int quiet;

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
