package dev.mayfly.allocator;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/**
 * A copy of the first rows of every column of a {@link ColumnSet}, in arrays of its own: {@link
 * ColumnSet#save} fills it, {@link ColumnSet#restore} brings it back. One array copy a column each
 * way. The arrays are kept and filled again by the next {@code save}.
 *
 * <p>Lives on the heap for as long as it is reachable, also when its column set was closed. May be
 * used by one thread at a time.
 */
public final class ColumnImage {

    private Object[] arrays = {};
    private int rows;

    /** An image that holds nothing yet. */
    public ColumnImage() {}

    static ColumnImage blank(TypedBuffer[] columns, int rows) {
        ColumnImage image = new ColumnImage();
        image.makeRoom(columns, rows, rows);
        image.rows = rows;
        return image;
    }

    /** How many rows of each column it holds. */
    public int rows() {
        return rows;
    }

    /**
     * The rows of each column, as memory in the machine's byte order, in the order in which the
     * columns were made: for writing them to a file or reading them from one. Each is a view of the
     * array that the image holds, right until the image is filled again.
     */
    public List<MemorySegment> segments() {
        List<MemorySegment> segments = new ArrayList<>(arrays.length);
        for (Object array : arrays) {
            MemorySegment whole = segment(array);
            long elementBytes = whole.byteSize() / Math.max(1, Array.getLength(array));
            segments.add(whole.asSlice(0, rows * elementBytes));
        }
        return segments;
    }

    void save(TypedBuffer[] columns, int count, int capacity) {
        rows = 0;
        makeRoom(columns, count, capacity);
        for (int i = 0; i < columns.length; i++) {
            System.arraycopy(columns[i].storage(), 0, arrays[i], 0, count);
        }
        rows = count;
    }

    void restore(TypedBuffer[] columns) {
        for (int i = 0; i < columns.length; i++) {
            System.arraycopy(arrays[i], 0, columns[i].storage(), 0, rows);
        }
    }

    boolean fits(TypedBuffer[] columns) {
        if (arrays.length != columns.length) {
            return false;
        }
        for (int i = 0; i < columns.length; i++) {
            if (arrays[i].getClass() != columns[i].storage().getClass()) {
                return false;
            }
        }
        return true;
    }

    private void makeRoom(TypedBuffer[] columns, int count, int capacity) {
        Object[] enough = arrays.length == columns.length ? arrays : new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            Class<?> type = columns[i].storage().getClass();
            if (!holds(enough[i], type, count)) {
                enough[i] = Array.newInstance(type.getComponentType(), capacity);
            }
        }
        arrays = enough;
    }

    private static boolean holds(@Nullable Object array, Class<?> type, int count) {
        return array != null && array.getClass() == type && Array.getLength(array) >= count;
    }

    private static MemorySegment segment(Object array) {
        return switch (array) {
            case float[] a -> MemorySegment.ofArray(a);
            case int[] a -> MemorySegment.ofArray(a);
            case long[] a -> MemorySegment.ofArray(a);
            case double[] a -> MemorySegment.ofArray(a);
            case short[] a -> MemorySegment.ofArray(a);
            case byte[] a -> MemorySegment.ofArray(a);
            default -> throw new IllegalStateException("No column type: " + array.getClass());
        };
    }
}
