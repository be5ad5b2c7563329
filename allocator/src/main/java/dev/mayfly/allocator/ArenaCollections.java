package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;

import java.lang.foreign.Arena;
import java.util.function.Supplier;

/** The part of a {@link FrameArena} that hands out what grows: lists. */
abstract sealed class ArenaCollections extends ArenaBuffers permits FrameArena {

    private final BufferRack intLists =
            new BufferRack(
                    this, "IntList", Integer.BYTES, (r, c, n) -> new IntList(r, c, new int[n]));
    private final BufferRack floatLists =
            new BufferRack(
                    this, "FloatList", Float.BYTES, (r, c, n) -> new FloatList(r, c, new float[n]));

    ArenaCollections(
            Backing backing,
            ArenaSettings settings,
            String name,
            Thread owner,
            Supplier<Arena> lifetimes) {
        super(backing, settings, name, owner, lifetimes);
    }

    /**
     * Takes an empty list for the innermost scope, with room for {@code expected} elements before
     * it grows.
     *
     * @throws InvalidSizeException if {@code expected} is negative or over 2<sup>31</sup> - 9
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public IntList intList(int expected) {
        return (IntList) takeEmpty(intLists, expected);
    }

    /** As {@link #intList(int)}, for {@code float}. */
    public FloatList floatList(int expected) {
        return (FloatList) takeEmpty(floatLists, expected);
    }

    /** Takes something that starts empty and grows. */
    private Growing takeEmpty(BufferRack rack, int expected) {
        Growing taken = (Growing) take(rack, expected);
        taken.length = 0;
        taken.depth = scopes.depth;
        return taken;
    }
}
