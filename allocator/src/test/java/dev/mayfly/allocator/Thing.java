package dev.mayfly.allocator;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** A live or ended thing of a model test: what it is, and what it must hold. */
final class Thing {

    /** Rows in a column of each kind. */
    static final class Rows extends SoaBuffer {
        final Ints number = ints();
        final NativeInts nativeNumber = nativeInts();
    }

    private static int stamp;

    Object real;
    long[] expected;

    Thing(Object real, int length) {
        this.real = real;
        this.expected = new long[length];
    }

    /** Writes values that no thing before had, as far as seven bits allow. */
    void fill() {
        int seed = ++stamp;
        for (int i = 0; i < expected.length; i++) {
            long value = (seed * 31L + i) & 0x7F;
            expected[i] = value;
            switch (real) {
                case Ints ints -> ints.set(i, (int) value);
                case Longs longs -> longs.set(i, value);
                case Bytes bytes -> bytes.set(i, (byte) value);
                case IntList list -> list.set(i, (int) value);
                case MemorySegment slice -> slice.set(ValueLayout.JAVA_BYTE, i, (byte) value);
                case long[] object -> object[i] = value;
                case Rows rows -> {
                    rows.number.set(i, (int) value);
                    rows.nativeNumber.set(i, (byte) value);
                }
                default -> throw new AssertionError(real);
            }
        }
    }

    /** Makes it one element longer, which the real thing is already. */
    void extend(long value) {
        expected = Arrays.copyOf(expected, expected.length + 1);
        expected[expected.length - 1] = value;
    }

    /** Whether the two share a byte of storage. */
    @SuppressWarnings("ReferenceEquality") // that very array
    boolean overlaps(Thing other) {
        if (real instanceof MemorySegment a && other.real instanceof MemorySegment b) {
            return a.address() < b.address() + b.byteSize()
                    && b.address() < a.address() + a.byteSize();
        }
        Object mine = storage();
        return mine != null && mine == other.storage();
    }

    private Object storage() {
        return switch (real) {
            case TypedBuffer buffer -> buffer.storage();
            case IntList list -> list.array;
            case Rows rows -> rows.size() == 0 ? null : rows.number.array;
            case long[] object -> object;
            default -> null;
        };
    }

    void verify() {
        for (int i = 0; i < expected.length; i++) {
            long found =
                    switch (real) {
                        case Ints ints -> ints.get(i);
                        case Longs longs -> longs.get(i);
                        case Bytes bytes -> bytes.get(i);
                        case IntList list -> list.get(i);
                        case MemorySegment slice -> slice.get(ValueLayout.JAVA_BYTE, i);
                        case long[] object -> object[i];
                        case Rows rows ->
                                rows.number.get(i) == rows.nativeNumber.get(i)
                                        ? rows.number.get(i)
                                        : Long.MIN_VALUE;
                        default -> throw new AssertionError(real);
                    };
            if (found != expected[i]) {
                throw new AssertionError(real + "[" + i + "] is " + found + ", not " + expected[i]);
            }
        }
    }
}
