package dev.mayfly.allocator.internal.columns;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.internal.SizeClasses;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/**
 * A copy of rows of every column of a {@link ColumnStore}, in arrays of its own. Of the first rows:
 * {@link #save} fills it, {@link #restore} brings it back, one array copy a column each way. Of
 * chosen ones: {@link #gather} and {@link #scatter}. The arrays are kept and filled again.
 *
 * <p>Lives on the heap for as long as it is reachable, also when its store has ended. May be used
 * by one thread at a time.
 */
public final class ColumnImage {

    /** A row of zeros, for {@link #arranged}. */
    public static final int BLANK = -1;

    private Object[] arrays = {};
    private int rows;

    /** An image that holds nothing yet. */
    public ColumnImage() {}

    /**
     * An image of {@code count} zero rows of the columns of a store, to be filled through {@link
     * #segments}.
     *
     * @throws InvalidSizeException if {@code count} is negative or over 2<sup>31</sup> - 9
     * @throws ExpiredException if the store has ended
     */
    public static ColumnImage blank(ColumnStore store, int count) {
        store.rows(); // which has ended throws
        if (count < 0 || count > SizeClasses.MAX_LENGTH) {
            throw new InvalidSizeException(
                    "An image of "
                            + store
                            + " cannot have "
                            + count
                            + " rows; use 0 to "
                            + SizeClasses.MAX_LENGTH
                            + ".");
        }
        ColumnImage image = new ColumnImage();
        image.makeRoom(store, count, count);
        image.rows = count;
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

    /** How many bytes its rows are, of all columns together. */
    public long bytes() {
        return segments().stream().mapToLong(MemorySegment::byteSize).sum();
    }

    /**
     * Copies the first {@code count} rows of every column into this, which forgets what it held.
     * Allocates only if it has not held as many rows of these columns before, and then as many as
     * the store has now.
     *
     * @throws InvalidSizeException if {@code count} is negative or over {@link ColumnStore#rows}
     * @throws ExpiredException if the store has ended
     */
    public void save(ColumnStore store, int count) {
        int there = store.rows();
        if (count < 0 || count > there) {
            throw new InvalidSizeException(
                    count + " rows of " + store + " cannot be saved; use 0 to " + there + ".");
        }
        rows = 0;
        makeRoom(store, count, there);
        for (int i = 0; i < arrays.length; i++) {
            System.arraycopy(store.array(i), 0, arrays[i], 0, count);
        }
        rows = count;
    }

    /**
     * Copies the rows back into the columns; rows beyond those of the image stay as they are.
     * Allocates nothing.
     *
     * @throws IllegalArgumentException if this was not made from these columns or from others of
     *     the same types in the same order
     * @throws InvalidSizeException if this has more rows than the store
     * @throws ExpiredException if the store has ended
     */
    public void restore(ColumnStore store) {
        int there = store.rows();
        requireFit(store);
        if (rows > there) {
            throw new InvalidSizeException(
                    store
                            + " has no room for the "
                            + rows
                            + " rows of the image; call ensureRows() first.");
        }
        for (int i = 0; i < arrays.length; i++) {
            System.arraycopy(arrays[i], 0, store.array(i), 0, rows);
        }
    }

    /**
     * Copies chosen rows of every column into this, in this order; it forgets what it held.
     * Allocates only if it has not held as many rows of these columns before.
     *
     * @param chosen the rows, of which the first {@code count} are looked at; each is in the store
     * @throws ExpiredException if the store has ended
     */
    public void gather(ColumnStore store, int[] chosen, int count) {
        store.rows(); // which has ended throws
        rows = 0;
        makeRoom(store, count, chosen.length);
        for (int column = 0; column < arrays.length; column++) {
            Object from = store.array(column);
            for (int i = 0; i < count; ) {
                int run = run(chosen, i, count);
                System.arraycopy(from, chosen[i], arrays[column], i, run);
                i += run;
            }
        }
        rows = count;
    }

    /**
     * Copies its rows back into those that are chosen, the first into the first; others stay as
     * they are. Allocates nothing.
     *
     * @param chosen at least as many rows as this holds; each is in the store
     * @throws IllegalArgumentException if this was not made from these columns or from others of
     *     the same types in the same order
     * @throws ExpiredException if the store has ended
     */
    public void scatter(ColumnStore store, int[] chosen) {
        store.rows(); // which has ended throws
        requireFit(store);
        for (int column = 0; column < arrays.length; column++) {
            Object to = store.array(column);
            for (int i = 0; i < rows; ) {
                int run = run(chosen, i, rows);
                System.arraycopy(arrays[column], i, to, chosen[i], run);
                i += run;
            }
        }
    }

    /**
     * An image of rows of this one: the first is that of this one which {@code chosen} has first.
     *
     * @param store this was made from
     * @param chosen a row of this, or {@link #BLANK}, for each row
     */
    public ColumnImage arranged(ColumnStore store, int[] chosen) {
        ColumnImage arranged = blank(store, chosen.length);
        for (int column = 0; column < arrays.length; column++) {
            for (int i = 0; i < chosen.length; i++) {
                if (chosen[i] != BLANK) {
                    System.arraycopy(arrays[column], chosen[i], arranged.arrays[column], i, 1);
                }
            }
        }
        return arranged;
    }

    /** How many rows, from that at {@code i} on, are chosen one after the other. */
    private static int run(int[] chosen, int i, int count) {
        int end = i + 1;
        while (end < count && chosen[end] == chosen[end - 1] + 1) {
            end++;
        }
        return end - i;
    }

    private void requireFit(ColumnStore store) {
        if (!fits(store)) {
            throw new IllegalArgumentException(
                    "The image holds other columns than "
                            + store
                            + "; bring it back into the buffer that it was taken from.");
        }
    }

    private boolean fits(ColumnStore store) {
        if (arrays.length != store.count()) {
            return false;
        }
        for (int i = 0; i < arrays.length; i++) {
            if (arrays[i].getClass() != store.array(i).getClass()) {
                return false;
            }
        }
        return true;
    }

    private void makeRoom(ColumnStore store, int count, int capacity) {
        int columns = store.count();
        Object[] enough = arrays.length == columns ? arrays : new Object[columns];
        for (int i = 0; i < columns; i++) {
            Class<?> type = store.array(i).getClass();
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
