package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;

import org.jspecify.annotations.Nullable;

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
    private final BufferRack longLists =
            new BufferRack(
                    this, "LongList", Long.BYTES, (r, c, n) -> new LongList(r, c, new long[n]));
    private final BufferRack doubleLists =
            new BufferRack(
                    this,
                    "DoubleList",
                    Double.BYTES,
                    (r, c, n) -> new DoubleList(r, c, new double[n]));
    private final BufferRack shortLists =
            new BufferRack(
                    this, "ShortList", Short.BYTES, (r, c, n) -> new ShortList(r, c, new short[n]));
    private final BufferRack byteLists =
            new BufferRack(
                    this, "ByteList", Byte.BYTES, (r, c, n) -> new ByteList(r, c, new byte[n]));
    private final BufferRack objectLists =
            new BufferRack(
                    this,
                    "ObjectList",
                    ObjectList.REFERENCE_BYTES,
                    true,
                    (r, c, n) -> new ObjectList<>(r, c, new @Nullable Object[n]));

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

    /** As {@link #intList(int)}, for {@code long}. */
    public LongList longList(int expected) {
        return (LongList) takeEmpty(longLists, expected);
    }

    /** As {@link #intList(int)}, for {@code double}. */
    public DoubleList doubleList(int expected) {
        return (DoubleList) takeEmpty(doubleLists, expected);
    }

    /** As {@link #intList(int)}, for {@code short}. */
    public ShortList shortList(int expected) {
        return (ShortList) takeEmpty(shortLists, expected);
    }

    /** As {@link #intList(int)}, for {@code byte}. */
    public ByteList byteList(int expected) {
        return (ByteList) takeEmpty(byteLists, expected);
    }

    /** As {@link #intList(int)}, for references, which the list lets go of when the scope ends. */
    @SuppressWarnings("unchecked") // it is empty, and so was the last user's when it was released
    public <T extends @Nullable Object> ObjectList<T> objectList(int expected) {
        return (ObjectList<T>) takeEmpty(objectLists, expected);
    }

    /** Takes something that starts empty and grows. */
    private Growing takeEmpty(BufferRack rack, int expected) {
        Growing taken = (Growing) take(rack, expected);
        taken.length = 0;
        taken.depth = scopes.depth;
        return taken;
    }
}
