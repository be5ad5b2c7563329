package dev.mayfly.ecs.internal.sort;

/**
 * What is sorted: a {@code long} with the key in its high half and a number that goes with the key,
 * an entity id or an index, in its low half. Items compare as their keys do, and by the number,
 * taken as unsigned, where keys are equal.
 */
public final class SortItem {

    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private SortItem() {}

    /** The item of a key and a number. */
    public static long of(int key, int number) {
        return ((long) key << Integer.SIZE) | (number & LOW_HALF);
    }

    /** An item's key. */
    public static int key(long item) {
        return (int) (item >> Integer.SIZE);
    }

    /** An item's number. */
    public static int number(long item) {
        return (int) item;
    }

    /**
     * A key that orders as {@link Float#compare} does: -0 before 0, and NaN behind positive
     * infinity.
     */
    public static int ascending(float value) {
        // Read as integers, floats of one sign order by their size; for negative ones that has to
        // be turned around.
        int bits = Float.floatToIntBits(value);
        return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
    }

    /** A key for the opposite order, but that NaN is last in it as well. */
    public static int descending(float value) {
        return Float.isNaN(value) ? Integer.MAX_VALUE : ~ascending(value);
    }
}
