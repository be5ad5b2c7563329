package dev.mayfly.allocator;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.internal.ArenaIdentity;
import dev.mayfly.allocator.internal.LastResort;
import dev.mayfly.allocator.internal.SizeClasses;

import org.jspecify.annotations.Nullable;

/**
 * Where the storage of a buffer or list came from, for the slow path that has to say what went
 * wrong.
 */
abstract class BufferOrigin {

    /** The thing in words, as far as this origin knows it: "Floats", "column Position.x". */
    abstract String describe(BufferHandle thing);

    /** What ended the thing's life, and what to do instead, as sentences. */
    abstract String explainExpiry(BufferHandle thing);

    /** What to do where the thing lives and has no elements, as sentences after a space. */
    String explainEmpty(BufferHandle thing) {
        return "";
    }

    /** What an index outside of the thing may be instead, as sentences after a space. */
    String explainIndex(int index) {
        return "";
    }

    /**
     * Charges for letting {@code thing}, which belongs to the scope at {@code depth}, grow to
     * {@code wanted} elements. What belongs to nothing that has limits is charged to nobody.
     */
    void chargeGrowth(BufferHandle thing, int wanted, int depth) {}

    /** Whose thread alone may use collections of this; null for any. */
    @Nullable ArenaIdentity user() {
        return null;
    }

    /**
     * Has all memory let go of that nobody uses, as there is no more for the thing to grow into.
     */
    void letGo() {
        LastResort.letGo();
    }

    /** The capacity, doubled as often as it takes to hold {@code needed} elements. */
    final int grown(BufferHandle thing, long needed) {
        if (needed > SizeClasses.MAX_LENGTH) {
            throw new InvalidSizeException(
                    describe(thing)
                            + " is full: it cannot hold more than "
                            + SizeClasses.MAX_LENGTH
                            + " elements. Spread them over several.");
        }
        long wanted = thing.capacity;
        while (wanted < needed) {
            wanted *= 2;
        }
        return (int) Math.min(wanted, SizeClasses.MAX_LENGTH);
    }
}
