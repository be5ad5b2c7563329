package dev.mayfly.allocator.internal.lateuse;

import org.jspecify.annotations.Nullable;

/** The values that show: what ended fields and storage hold from checked on. */
public final class Poison {

    public static final byte BYTE = (byte) 0xDB;
    public static final short SHORT = (short) 0xDEAD;
    public static final int INT = 0xDEAD_BEEF;
    public static final long LONG = 0xDEAD_BEEF_DEAD_BEEFL;
    public static final float FLOAT = Float.NaN;
    public static final double DOUBLE = Double.NaN;

    private Poison() {}

    /** What a field of a type other than boolean holds; null for references. */
    public static @Nullable Object of(Class<?> type) {
        if (!type.isPrimitive()) {
            return null;
        }
        return switch (type.getName()) {
            case "byte" -> BYTE;
            case "short" -> SHORT;
            case "char" -> (char) SHORT;
            case "int" -> INT;
            case "long" -> LONG;
            case "float" -> FLOAT;
            default -> DOUBLE;
        };
    }

    /** The index of the first element of an array that holds something else; -1 if none does. */
    static int changedAt(Object array) {
        return switch (array) {
            case float[] floats -> changedAt(floats);
            case double[] doubles -> changedAt(doubles);
            case int[] ints -> changedAt(ints);
            case long[] longs -> changedAt(longs);
            case short[] shorts -> changedAt(shorts);
            case byte[] bytes -> changedAt(bytes);
            default -> -1;
        };
    }

    private static int changedAt(float[] array) {
        int i = 0;
        while (i < array.length && Float.isNaN(array[i])) {
            i++;
        }
        return i < array.length ? i : -1;
    }

    private static int changedAt(double[] array) {
        int i = 0;
        while (i < array.length && Double.isNaN(array[i])) {
            i++;
        }
        return i < array.length ? i : -1;
    }

    private static int changedAt(int[] array) {
        int i = 0;
        while (i < array.length && array[i] == INT) {
            i++;
        }
        return i < array.length ? i : -1;
    }

    private static int changedAt(long[] array) {
        int i = 0;
        while (i < array.length && array[i] == LONG) {
            i++;
        }
        return i < array.length ? i : -1;
    }

    private static int changedAt(short[] array) {
        int i = 0;
        while (i < array.length && array[i] == SHORT) {
            i++;
        }
        return i < array.length ? i : -1;
    }

    private static int changedAt(byte[] array) {
        int i = 0;
        while (i < array.length && array[i] == BYTE) {
            i++;
        }
        return i < array.length ? i : -1;
    }
}
