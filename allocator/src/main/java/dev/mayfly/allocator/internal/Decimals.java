package dev.mayfly.allocator.internal;

/** Numbers as decimal digits, written into an array of characters. */
public final class Decimals {

    /** The most decimals for which a fraction fits a {@code long}. */
    public static final int MAX_DECIMALS = 18;

    private static final long[] POWERS_OF_TEN = new long[MAX_DECIMALS + 1];

    /** Of the significand that a double stores; one more bit is implied. */
    private static final int STORED_BITS = Double.PRECISION - 1;

    static {
        long power = 1;
        for (int i = 0; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = power;
            power *= 10;
        }
    }

    private Decimals() {}

    public static long powerOfTen(int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    /** How many characters a number takes, with its sign. */
    public static int length(long value) {
        // Below zero, where there is room for the least number as well.
        long rest = value < 0 ? value : -value;
        int digits = 1;
        while (digits <= MAX_DECIMALS && rest <= -POWERS_OF_TEN[digits]) {
            digits++;
        }
        return value < 0 ? digits + 1 : digits;
    }

    /** Writes a number so that it ends before index {@code end}. */
    public static void write(long value, char[] into, int end) {
        long rest = value < 0 ? value : -value;
        int at = end;
        do {
            long tenth = rest / 10;
            into[--at] = (char) ('0' + (tenth * 10 - rest));
            rest = tenth;
        } while (rest != 0);
        if (value < 0) {
            into[at - 1] = '-';
        }
    }

    /** Writes the last {@code count} digits of a positive number, zeros included. */
    public static void writePadded(long value, int count, char[] into, int end) {
        long rest = value;
        for (int at = end - 1; at >= end - count; at--) {
            into[at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * What follows the point of a positive number below 2<sup>63</sup>, times 10<sup>count</sup>,
     * rounded; as much as 10<sup>count</sup> where it rounds up to a whole.
     *
     * <p>Exact: the number is a whole one divided by a power of two, so its fraction times a power
     * of ten is a product of 113 bits at most, divided by that power of two.
     */
    public static long fraction(double value, int count) {
        int shift = STORED_BITS - Math.getExponent(value);
        if (shift <= 0 || shift >= 2 * Long.SIZE) {
            return 0; // a whole number, or one that is less than a half of the last decimal
        }
        long implied = 1L << STORED_BITS;
        long significand = (Double.doubleToRawLongBits(value) & (implied - 1)) | implied;
        long fraction = shift < Long.SIZE ? significand & ((1L << shift) - 1) : significand;
        long high = Math.multiplyHigh(fraction, POWERS_OF_TEN[count]);
        long low = fraction * POWERS_OF_TEN[count];
        return shiftedAndRounded(high, low, shift);
    }

    /** A number of 128 bits divided by 2<sup>shift</sup>, 1 to 127; a half is rounded up. */
    private static long shiftedAndRounded(long high, long low, int shift) {
        if (shift > Long.SIZE) {
            return ((high >>> (shift - Long.SIZE - 1)) + 1) >>> 1;
        }
        long halfUp = low + (1L << (shift - 1));
        long carried = high + (Long.compareUnsigned(halfUp, low) < 0 ? 1 : 0);
        return shift == Long.SIZE ? carried : (carried << (Long.SIZE - shift)) | (halfUp >>> shift);
    }
}
