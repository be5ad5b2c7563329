package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.util.function.Supplier;

/** The part of a {@link FrameArena} that hands out what grows, and many buffers in one call. */
abstract sealed class ArenaCollections extends ArenaBuffers permits FrameArena {

    final BufferRack intLists =
            new BufferRack(
                    this, "IntList", Integer.BYTES, (r, c, n) -> new IntList(r, c, new int[n]));
    final BufferRack floatLists =
            new BufferRack(
                    this, "FloatList", Float.BYTES, (r, c, n) -> new FloatList(r, c, new float[n]));
    final BufferRack longLists =
            new BufferRack(
                    this, "LongList", Long.BYTES, (r, c, n) -> new LongList(r, c, new long[n]));
    final BufferRack doubleLists =
            new BufferRack(
                    this,
                    "DoubleList",
                    Double.BYTES,
                    (r, c, n) -> new DoubleList(r, c, new double[n]));
    final BufferRack shortLists =
            new BufferRack(
                    this, "ShortList", Short.BYTES, (r, c, n) -> new ShortList(r, c, new short[n]));
    final BufferRack byteLists =
            new BufferRack(
                    this, "ByteList", Byte.BYTES, (r, c, n) -> new ByteList(r, c, new byte[n]));
    final BufferRack objectLists =
            new BufferRack(
                    this,
                    "ObjectList",
                    ObjectList.REFERENCE_BYTES,
                    true,
                    (r, c, n) -> new ObjectList<>(r, c, new @Nullable Object[n]));

    private final BufferRack intIntMaps =
            new BufferRack(this, "IntIntMap", IntIntMap.ENTRY_BYTES, true, IntIntMap::new);
    private final BufferRack longIntMaps =
            new BufferRack(this, "LongIntMap", LongIntMap.ENTRY_BYTES, true, LongIntMap::new);
    private final BufferRack intObjectMaps =
            new BufferRack(
                    this,
                    "IntObjectMap",
                    IntObjectMap.ENTRY_BYTES,
                    true,
                    IntObjectMap<Object>::new);
    private final BufferRack intQueues =
            new BufferRack(
                    this, "IntQueue", Integer.BYTES, (r, c, n) -> new IntQueue(r, c, new int[n]));
    private final BufferRack bitSets =
            new BufferRack(
                    this, "FrameBits", Long.BYTES, (r, c, n) -> new FrameBits(r, c, new long[n]));
    private final BufferRack texts =
            new BufferRack(
                    this,
                    "FrameText",
                    Character.BYTES,
                    (r, c, n) -> new FrameText(r, c, new char[n]));

    ArenaCollections(
            Backing backing,
            ArenaSettings settings,
            String name,
            Thread owner,
            Supplier<Arena> lifetimes) {
        super(backing, settings, name, owner, lifetimes);
    }

    /**
     * Takes an empty map for the innermost scope, with room for {@code expected} entries before it
     * grows.
     *
     * @throws InvalidSizeException if {@code expected} is negative or over 2<sup>29</sup>
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public IntIntMap intIntMap(int expected) {
        requireAtMost(intIntMaps, expected, IntKeys.MAX_ENTRIES);
        return (IntIntMap) takeEmpty(intIntMaps, expected);
    }

    /** As {@link #intIntMap(int)}, with keys of {@code long}. */
    public LongIntMap longIntMap(int expected) {
        requireAtMost(longIntMaps, expected, LongKeys.MAX_ENTRIES);
        return (LongIntMap) takeEmpty(longIntMaps, expected);
    }

    /** As {@link #intIntMap(int)}, for references, which the map lets go of when the scope ends. */
    @SuppressWarnings("unchecked") // it is empty, and so was the last user's when it was released
    public <T> IntObjectMap<T> intObjectMap(int expected) {
        requireAtMost(intObjectMaps, expected, IntKeys.MAX_ENTRIES);
        return (IntObjectMap<T>) takeEmpty(intObjectMaps, expected);
    }

    /**
     * Takes an empty queue for the innermost scope, with room for {@code expected} elements before
     * it grows.
     *
     * @throws InvalidSizeException if {@code expected} is negative or over 2<sup>30</sup>
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public IntQueue intQueue(int expected) {
        requireAtMost(intQueues, expected, IntQueue.MAX_ELEMENTS);
        IntQueue queue = (IntQueue) takeEmpty(intQueues, expected);
        queue.begin();
        return queue;
    }

    /**
     * Takes a set of bits, all clear, for the innermost scope, with room for the first {@code
     * expected} before it grows.
     *
     * @throws InvalidSizeException if {@code expected} is negative
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public FrameBits bits(int expected) {
        return (FrameBits)
                takeEmpty(bitSets, expected < 0 ? expected : FrameBits.wordsFor(expected));
    }

    /** As {@link FrameArena#intList(int)}, for the characters of a text. */
    public FrameText text(int expected) {
        return (FrameText) takeEmpty(texts, expected);
    }

    /**
     * Takes a buffer of {@code length} {@code float}s, all zero, for each element of {@code into}:
     * all of them, or none. Costs less than as many calls of {@link #floats(int)}.
     *
     * @throws InvalidSizeException if {@code length} is negative or over 2<sup>31</sup> - 9
     * @throws NoFrameException if no frame is open
     * @throws LimitExceededException if that would pass the limit of a tag
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     */
    public void floats(int length, Floats[] into) {
        takeEach(floats, length, into);
        for (Floats each : into) {
            each.zeroed();
        }
    }

    /** As {@link #floats(int, Floats[])}, for {@code int}. */
    public void ints(int length, Ints[] into) {
        takeEach(ints, length, into);
        for (Ints each : into) {
            each.zeroed();
        }
    }

    /** As {@link #floats(int, Floats[])}, for {@code long}. */
    public void longs(int length, Longs[] into) {
        takeEach(longs, length, into);
        for (Longs each : into) {
            each.zeroed();
        }
    }

    /** As {@link #floats(int, Floats[])}, for {@code double}. */
    public void doubles(int length, Doubles[] into) {
        takeEach(doubles, length, into);
        for (Doubles each : into) {
            each.zeroed();
        }
    }

    /** As {@link #floats(int, Floats[])}, for {@code short}. */
    public void shorts(int length, Shorts[] into) {
        takeEach(shorts, length, into);
        for (Shorts each : into) {
            each.zeroed();
        }
    }

    /** As {@link #floats(int, Floats[])}, for {@code byte}. */
    public void bytes(int length, Bytes[] into) {
        takeEach(bytes, length, into);
        for (Bytes each : into) {
            each.zeroed();
        }
    }

    private void takeEach(BufferRack rack, int length, Expiring[] into) {
        requireFrame(rack);
        ArenaErrors.requireLength(rack, length);
        int count = into.length;
        if (count == 0) {
            return;
        }
        SizeClass from = rack.provideClassFor(Math.max(length, 1));
        requireRoom(from.bytes > Long.MAX_VALUE / count ? Long.MAX_VALUE : from.bytes * count);
        from.provide(count);
        System.arraycopy(from.stack, from.next, into, 0, count);
        if (from.takenAt != scopes.depth) {
            scopes.noteFirstTake(from);
        }
        from.next += count;
        slices.charge(from.bytes * count);
        for (Expiring thing : into) {
            thing.length = length;
            thing.capacity = from.capacity;
            if (Safety.PARANOID) {
                thing.poison();
                thing.site = Site.ofCaller();
            }
        }
    }

    private static void requireAtMost(BufferRack rack, int expected, int most) {
        if (expected > most) {
            throw new InvalidSizeException(
                    rack + " for " + expected + " was asked for; the most is " + most + ".");
        }
    }

    /** Takes something that starts empty and grows. */
    final Growing takeEmpty(BufferRack rack, int expected) {
        Growing taken = (Growing) take(rack, expected);
        taken.length = 0;
        taken.depth = scopes.depth;
        return taken;
    }
}
