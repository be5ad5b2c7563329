package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.chunk.NativeStack;
import dev.mayfly.allocator.internal.chunk.Shelf;

/**
 * What other threads do to an arena between its frames: they let go of what it holds for the next
 * one. {@link Shelf} has how owner and visitors keep out of each other's way.
 *
 * <p>For one thread at a time: the registry's lock is held around each call.
 */
final class ArenaAtRest {

    private final NativeStack slices;
    private final RecycledStacks recycled;
    private final Shelf shelf;

    /** The turn of the shelf at the last look. */
    private long seen;

    /** The turn in which nothing was left here. */
    private long emptied;

    ArenaAtRest(NativeStack slices, RecycledStacks recycled) {
        this.slices = slices;
        this.recycled = recycled;
        this.shelf = slices.shelf();
    }

    /**
     * Lets go of all that the arena holds; nothing where it is in a frame. Returns how many bytes
     * that was.
     */
    long letGo() {
        long bytes = slices.letGoOfLeft();
        long visit = shelf.beginVisit();
        if (visit == Shelf.REFUSED) {
            return bytes;
        }
        try {
            bytes += recycled.letGo();
            recycled.trim(); // the places of what was let go of, too
            slices.forgetSizes();
        } finally {
            shelf.endVisit(visit);
        }
        return bytes;
    }

    /** As {@link #letGo}, if the arena has had no frame since the last look. */
    void letGoIfIdle() {
        long turn = shelf.turn();
        if (turn == seen && turn != emptied) {
            letGo();
            turn = shelf.turn();
            emptied = turn;
        }
        seen = turn;
    }
}
