package dev.mayfly.allocator;

import java.lang.reflect.Field;

/** The part of a {@link SoaBuffer} that makes its columns, and knows what they are called. */
abstract sealed class RowColumns permits SoaBuffer {

    final Columns columns = new Columns(new Origin(), 1);

    private final class Origin extends BufferOrigin {

        @Override
        String describe(Expiring column) {
            return "column " + typeName() + "." + columnName(column);
        }

        @Override
        String explainExpiry(Expiring column) {
            return explainEnd();
        }
    }

    RowColumns() {}

    /** What ended the life of this, and what to do instead, as sentences. */
    abstract String explainEnd();

    /** Adds a column of {@code float} whose rows start at 0. */
    protected final Floats floats() {
        return floats(0f);
    }

    /** Adds a column of {@code float} whose rows start at {@code initial}. */
    protected final Floats floats(float initial) {
        return columns.floats(initial);
    }

    /** Adds a column of {@code int} whose rows start at 0. */
    protected final Ints ints() {
        return ints(0);
    }

    /** Adds a column of {@code int} whose rows start at {@code initial}. */
    protected final Ints ints(int initial) {
        return columns.ints(initial);
    }

    /** Adds a column of {@code long} whose rows start at 0. */
    protected final Longs longs() {
        return longs(0L);
    }

    /** Adds a column of {@code long} whose rows start at {@code initial}. */
    protected final Longs longs(long initial) {
        return columns.longs(initial);
    }

    /** Adds a column of {@code double} whose rows start at 0. */
    protected final Doubles doubles() {
        return doubles(0d);
    }

    /** Adds a column of {@code double} whose rows start at {@code initial}. */
    protected final Doubles doubles(double initial) {
        return columns.doubles(initial);
    }

    /** Adds a column of {@code short} whose rows start at 0. */
    protected final Shorts shorts() {
        return shorts((short) 0);
    }

    /** Adds a column of {@code short} whose rows start at {@code initial}. */
    protected final Shorts shorts(short initial) {
        return columns.shorts(initial);
    }

    /** Adds a column of {@code byte} whose rows start at 0. */
    protected final Bytes bytes() {
        return bytes((byte) 0);
    }

    /** Adds a column of {@code byte} whose rows start at {@code initial}. */
    protected final Bytes bytes(byte initial) {
        return columns.bytes(initial);
    }

    /** Adds a column of {@code float} in native memory whose rows start at 0. */
    protected final NativeFloats nativeFloats() {
        return nativeFloats(0f);
    }

    /** Adds a column of {@code float} in native memory whose rows start at {@code initial}. */
    protected final NativeFloats nativeFloats(float initial) {
        return columns.nativeFloats(initial);
    }

    /** Adds a column of {@code int} in native memory whose rows start at 0. */
    protected final NativeInts nativeInts() {
        return nativeInts(0);
    }

    /** Adds a column of {@code int} in native memory whose rows start at {@code initial}. */
    protected final NativeInts nativeInts(int initial) {
        return columns.nativeInts(initial);
    }

    /** Adds a column of {@code short} in native memory whose rows start at 0. */
    protected final NativeShorts nativeShorts() {
        return nativeShorts((short) 0);
    }

    /** Adds a column of {@code short} in native memory whose rows start at {@code initial}. */
    protected final NativeShorts nativeShorts(short initial) {
        return columns.nativeShorts(initial);
    }

    /** Adds a column of {@code byte} in native memory whose rows start at 0. */
    protected final NativeBytes nativeBytes() {
        return nativeBytes((byte) 0);
    }

    /** Adds a column of {@code byte} in native memory whose rows start at {@code initial}. */
    protected final NativeBytes nativeBytes(byte initial) {
        return columns.nativeBytes(initial);
    }

    final String typeName() {
        return nameOf(getClass());
    }

    static String nameOf(Class<?> type) {
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    /** The name of the field that holds the column, where reflection may see it. */
    private String columnName(Expiring column) {
        for (Class<?> type = getClass(); type != RowColumns.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Expiring.class.isAssignableFrom(field.getType())
                        && field.trySetAccessible()
                        && isIn(field, column)) {
                    return field.getName();
                }
            }
        }
        return "column" + columns.indexOf(column);
    }

    private boolean isIn(Field field, Expiring column) {
        try {
            return field.get(this) == column;
        } catch (IllegalAccessException impossible) {
            throw new AssertionError("It was made accessible.", impossible);
        }
    }
}
