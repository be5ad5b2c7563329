package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.Padding;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.SizeClasses;
import dev.mayfly.allocator.internal.lateuse.Poison;
import dev.mayfly.allocator.internal.sort.FloatSort;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** A buffer of {@code float}; see {@link TypedBuffer} for lifetime, checks and threads. */
public sealed class Floats extends TypedBuffer permits PackedFloats {

    private static final float ZERO = 0;

    final float initial;
    float[] array;

    Floats(BufferOrigin origin, int sizeClass, float[] array, float initial) {
        super(origin, sizeClass);
        this.array = array;
        this.initial = initial;
    }

    /**
     * The element at {@code index}.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such element
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public float get(int index) {
        int at = check(index);
        if (Safety.CHECKED) {
            reading(at);
        }
        return array[at];
    }

    /**
     * Overwrites the element at {@code index}.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such element
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public void set(int index, float value) {
        int at = check(index);
        if (Safety.CHECKED) {
            writing(at);
        }
        array[at] = value;
    }

    /**
     * Adds {@code value} to the element at {@code index}, by the rules of {@code +=}.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such element
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public void add(int index, float value) {
        int at = check(index);
        if (Safety.CHECKED) {
            writing(at);
        }
        array[at] += value;
    }

    /**
     * Overwrites every element.
     *
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public void fill(float value) {
        if (Safety.CHECKED) {
            writing();
        }
        Arrays.fill(array, 0, length(), value);
    }

    /**
     * Overwrites {@code count} elements, from index {@code at} on, with those of {@code source}
     * that begin at index {@code from}.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if the array does not have them, or
     *     the buffer no such range; nothing is copied then
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public void copyFrom(float[] source, int from, int at, int count) {
        if (Safety.CHECKED) {
            writing();
        }
        checkRange(at, at + count);
        checkArray(from, count, source.length);
        System.arraycopy(source, from, array, at, count);
    }

    /**
     * Copies {@code count} elements, from index {@code from} on, to {@code target}, where they
     * begin at index {@code at}.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if the buffer does not have them, or
     *     the array no room for them; nothing is copied then
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public void copyTo(int from, float[] target, int at, int count) {
        if (Safety.CHECKED) {
            reading();
        }
        checkRange(from, from + count);
        checkArray(at, count, target.length);
        System.arraycopy(array, from, target, at, count);
    }

    /**
     * Sorts the elements from index {@code from} up to {@code to}, exclusive, the smallest first,
     * in the order of {@link Float#compare}. Makes no garbage.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such range
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public void sort(int from, int to) {
        if (Safety.CHECKED) {
            writing();
        }
        checkRange(from, to);
        FloatSort.sort(array, from, to);
    }

    /**
     * Finds {@code value} among the elements from index {@code from} up to {@code to}, exclusive,
     * which are sorted.
     *
     * @return the index of an element equal to it, or, if there is none, {@code -(index + 1)} of
     *     the first element of the range that is greater, or of its end
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such range
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public int binarySearch(int from, int to, float value) {
        if (Safety.CHECKED) {
            reading();
        }
        checkRange(from, to);
        return Arrays.binarySearch(array, from, to, value);
    }

    /**
     * The elements as a segment of the heap, to read and to write. The segment may be an object on
     * the heap, of some 50 bytes. That of a column shows the storage of now: use it no longer once
     * the column has grown.
     *
     * <p>The JDK does not know of scopes: a segment that is kept past the end of the buffer's scope
     * reads and writes what the next user of the storage has there. In checked and paranoid it
     * throws {@link IllegalStateException} from that end on, and once a column has grown, where the
     * JVM runs with the agent. Without that the storage still has no next user, but for that of
     * rows: it holds a pattern that stands out, and a late write is thrown when that frame ends, or
     * the next one.
     *
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public MemorySegment asSegment() {
        if (Safety.CHECKED) {
            writing();
        }
        long bytes = byteSize();
        return shown(MemorySegment.ofArray(array).asSlice(0, bytes));
    }

    /** The array in which an index is that of an element; refused where there is none. */
    float[] byIndex() {
        return array;
    }

    /** Overwrites the elements with zero. */
    Floats zeroed() {
        float[] storage = array;
        if (length <= SizeClasses.SMALLEST_CAPACITY) {
            // A loop of fixed length costs less than the call that a fill of any length is.
            for (int i = 0; i < SizeClasses.SMALLEST_CAPACITY; i++) {
                storage[i] = ZERO;
            }
        } else {
            Arrays.fill(storage, 0, length, ZERO);
        }
        return this;
    }

    @Override
    int elementBytes() {
        return Float.BYTES;
    }

    @Override
    Floats renewed() {
        float[] kept = array;
        if (exposure != null) {
            poison();
            kept = new float[array.length];
        }
        return new Floats(origin, sizeClass, kept, initial);
    }

    @Override
    void poison() {
        Arrays.fill(array, Poison.FLOAT);
    }

    @Override
    void swapStorage(BufferHandle other) {
        Floats that = (Floats) other;
        float[] mine = array;
        array = that.array;
        that.array = mine;
    }

    @Override
    Object storage() {
        return array;
    }

    @Override
    void growTo(int rows) {
        float[] grown = new float[Padding.padded(rows, Float.BYTES)];
        System.arraycopy(array, 0, grown, 0, length);
        Arrays.fill(grown, length, rows, initial);
        array = grown;
        capacity = rows;
    }

    @Override
    void resetRows(int from, int to) {
        Arrays.fill(array, from, to, initial);
    }

    @Override
    void moveRow(int from, int to) {
        array[to] = array[from];
        array[from] = initial;
    }

    @Override
    void resetRow(int row) {
        array[check(row)] = initial;
    }

    @Override
    void drop() {
        expire();
        array = new float[0];
    }
}
