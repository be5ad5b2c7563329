package dev.mayfly.allocator.internal.sort;

/**
 * What a sort compares in place of an element: a whole number that orders as the {@code compare} of
 * the element's type does. Whole numbers are their own; those of {@code byte} and {@code short} are
 * what they widen to.
 */
final class SortKey {

    private SortKey() {}

    static int of(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ bits >> 31 >>> 1;
    }

    static long of(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ bits >> 63 >>> 1;
    }

    static int of(int value) {
        return value;
    }

    static long of(long value) {
        return value;
    }
}
