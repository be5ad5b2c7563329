package dev.mayfly.allocator.everything;

import static dev.mayfly.allocator.everything.Divergence.same;

import dev.mayfly.allocator.BufferHandle;
import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.IntIntMap;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.NativeInts;
import dev.mayfly.allocator.ObjectList;
import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.pool.Block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Predicate;

/** Something that was taken: what it is, what it must hold, and what it is charged with. */
final class Item {

    /** Rows in a column of each kind. */
    static final class Rows extends SoaBuffer {
        final Ints number = ints();
        final NativeInts nativeNumber = nativeInts();
    }

    /** Of a large one, so many elements at each end are looked at, and as many between. */
    private static final int LOOKED_AT = 40;

    final Object real;
    long[] expected;

    /** Bytes that it is charged with; those of what grows change. */
    long bytes;

    Item(Object real, int length, long bytes) {
        this.real = real;
        this.expected = new long[length];
        this.bytes = bytes;
    }

    boolean grows() {
        return real instanceof IntList
                || real instanceof IntIntMap
                || real instanceof ObjectList
                || real instanceof Rows;
    }

    /** Writes values that nothing else has, as far as seven bits allow. */
    void fill(int stamp) {
        for (int i = 0; i < expected.length; i++) {
            expected[i] = stamp * 31L + i & 0x7F;
            write(i, (int) expected[i]);
        }
    }

    private void write(int i, int value) {
        switch (real) {
            case Ints ints -> ints.set(i, value);
            case Longs longs -> longs.set(i, value);
            case Bytes bytesOf -> bytesOf.set(i, (byte) value);
            case IntList list -> list.set(i, value);
            case IntIntMap map -> map.put(i, value);
            case ObjectList<?> list -> asIntegers(list).set(i, value);
            case MemorySegment slice -> slice.set(ValueLayout.JAVA_BYTE, i, (byte) value);
            case Block block -> block.segment().set(ValueLayout.JAVA_BYTE, i, (byte) value);
            case long[] object -> object[i] = value;
            case Rows rows -> {
                rows.number.set(i, value);
                rows.nativeNumber.set(i, value);
            }
            default -> throw new AssertionError(real);
        }
    }

    @SuppressWarnings("unchecked") // nothing else is put into one
    static ObjectList<Integer> asIntegers(ObjectList<?> list) {
        return (ObjectList<Integer>) list;
    }

    /** Makes it one element longer. */
    void append(int value) {
        int at = expected.length;
        switch (real) {
            case IntList list -> list.add(value);
            case IntIntMap map -> map.put(at, value);
            case ObjectList<?> list -> asIntegers(list).add(value);
            case Rows rows -> {
                int row = rows.addRow();
                same(row, at, "the number of a new row");
                same(rows.number.get(row), 0, "a new row");
                rows.number.set(row, value);
                rows.nativeNumber.set(row, value);
            }
            default -> throw new AssertionError(real);
        }
        expected = Arrays.copyOf(expected, at + 1);
        expected[at] = value;
    }

    /** Holds what it must; of a large one, a part is looked at. */
    void verify() {
        int length = expected.length;
        same(length(), length, "the length of " + name());
        int stride = length <= 3 * LOOKED_AT ? 1 : length / LOOKED_AT;
        for (int i = 0; i < length; i += i < LOOKED_AT || i > length - LOOKED_AT ? 1 : stride) {
            long found = read(i);
            if (found != expected[i]) {
                throw new Divergence(
                        "an element of " + name(),
                        "[" + i + "] of " + length + " is " + found + ", not " + expected[i]);
            }
        }
    }

    private int length() {
        return switch (real) {
            case BufferHandle handle -> handle.length();
            case MemorySegment slice -> (int) slice.byteSize();
            case Rows rows -> rows.size();
            default -> expected.length;
        };
    }

    long read(int i) {
        return switch (real) {
            case Ints ints -> ints.get(i);
            case Longs longs -> longs.get(i);
            case Bytes bytesOf -> bytesOf.get(i);
            case IntList list -> list.get(i);
            case IntIntMap map -> map.getOrDefault(i, -1);
            case ObjectList<?> list -> asIntegers(list).get(i);
            case MemorySegment slice -> slice.get(ValueLayout.JAVA_BYTE, i);
            case Block block -> block.segment().get(ValueLayout.JAVA_BYTE, i);
            case long[] object -> object[i];
            case Rows rows ->
                    rows.number.get(i) == rows.nativeNumber.get(i)
                            ? rows.number.get(i)
                            : Long.MIN_VALUE;
            default -> throw new AssertionError(real);
        };
    }

    private String name() {
        return real.getClass().getSimpleName();
    }

    /** It has ended: whoever uses it is told so, unless it is somebody else's by now. */
    void verifyEnded(Predicate<Object> isLive) {
        boolean usedAgain = isLive.test(real);
        Divergence.require(!(usedAgain && Safety.CHECKED), "what has ended was handed out again");
        if (usedAgain) {
            return;
        }
        switch (real) {
            case MemorySegment slice -> {
                if (Safety.CHECKED && slice.byteSize() > 0) {
                    verifyEnded(slice);
                }
            }
            case IntIntMap map -> mustExpire(() -> map.getOrDefault(0, 0));
            case BufferHandle handle -> {
                mustExpire(handle::length);
                if (handle instanceof Ints ints) {
                    mustExpire(() -> ints.get(0));
                }
            }
            case Rows rows -> {
                mustExpire(rows::size);
                mustExpire(() -> rows.number.get(0));
                mustExpire(() -> rows.nativeNumber.get(0));
            }
            default -> {
                // An array of the program's own tells nothing.
            }
        }
    }

    static void verifyEnded(MemorySegment slice) {
        Outcome.mustThrow(
                IllegalStateException.class,
                "a slice that has ended",
                () -> slice.get(ValueLayout.JAVA_BYTE, 0));
    }

    private void mustExpire(Runnable use) {
        Outcome.mustThrow(ExpiredException.class, "a late use of " + name(), use);
    }
}
