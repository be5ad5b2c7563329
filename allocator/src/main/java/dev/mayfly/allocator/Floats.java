package dev.mayfly.allocator;

import java.util.Arrays;

/** A buffer of {@code float}; see {@link TypedBuffer} for lifetime, checks and threads. */
public final class Floats extends TypedBuffer {

    private static final float POISON = Float.NaN;
    private static final float ZERO = 0;

    private final float initial;
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
        return array[check(index)];
    }

    /**
     * Overwrites the element at {@code index}.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such element
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public void set(int index, float value) {
        array[check(index)] = value;
    }

    /**
     * Adds {@code value} to the element at {@code index}, by the rules of {@code +=}.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such element
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public void add(int index, float value) {
        array[check(index)] += value;
    }

    /**
     * Overwrites every element.
     *
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public void fill(float value) {
        Arrays.fill(array, 0, length(), value);
    }

    /** Overwrites the elements with zero. */
    Floats zeroed() {
        float[] storage = array;
        if (length <= BufferRack.SMALLEST_CAPACITY) {
            // A loop of fixed length costs less than the call that a fill of any length is.
            for (int i = 0; i < BufferRack.SMALLEST_CAPACITY; i++) {
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
        return new Floats(origin, sizeClass, array, initial);
    }

    @Override
    void poison() {
        Arrays.fill(array, POISON);
    }

    @Override
    void swapStorage(Expiring other) {
        Floats that = (Floats) other;
        float[] mine = array;
        array = that.array;
        that.array = mine;
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
