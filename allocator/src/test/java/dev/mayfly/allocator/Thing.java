package dev.mayfly.allocator;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A live or ended thing of a model test: what it is, and what it must hold. */
final class Thing {

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
                default -> throw new AssertionError(real);
            }
        }
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
                        default -> throw new AssertionError(real);
                    };
            if (found != expected[i]) {
                throw new AssertionError(real + "[" + i + "] is " + found + ", not " + expected[i]);
            }
        }
    }
}
