package dev.mayfly.allocator;

import dev.mayfly.allocator.error.InvalidSizeException;

/**
 * Where the storage of a buffer or list came from, for the slow path that has to say what went
 * wrong.
 */
abstract class BufferOrigin {

    /** The thing in words, as far as this origin knows it: "Floats", "column Position.x". */
    abstract String describe(Expiring thing);

    /** What ended the thing's life, and what to do instead, as sentences. */
    abstract String explainExpiry(Expiring thing);

    /**
     * Charges for doubling {@code thing}, which belongs to the scope at {@code depth}, and returns
     * the capacity that it may grow to. What is not of a frame is charged to nobody.
     */
    int chargeGrowth(Expiring thing, int depth) {
        return doubled(thing);
    }

    final int doubled(Expiring thing) {
        if (thing.capacity >= BufferRack.MAX_LENGTH) {
            throw new InvalidSizeException(
                    describe(thing)
                            + " is full: it cannot hold more than "
                            + BufferRack.MAX_LENGTH
                            + " elements.");
        }
        return (int) Math.min(2L * thing.capacity, BufferRack.MAX_LENGTH);
    }
}
