// Derived from IntList.java; see VariantsTest.
package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.OutOfBoundsException;

import java.util.Arrays;

/**
 * A list of {@code float} that grows, taken from a frame by {@link FrameArena#floatList}.
 *
 * <p>It lives as long as the scope that it was taken in, also when it grows inside an inner scope.
 * Its storage is recycled with it, grown as it is, so a list that is filled alike every frame
 * allocates nothing. For the thread that owns the arena.
 */
public final class FloatList extends Growing {

    private static final float POISON = Float.NaN;

    float[] array;

    FloatList(BufferOrigin origin, int sizeClass, float[] array) {
        super(origin, sizeClass);
        this.array = array;
    }

    /**
     * The element at {@code index}.
     *
     * @throws OutOfBoundsException if there is no such element
     * @throws ExpiredException if the list's scope has ended
     */
    public float get(int index) {
        return array[check(index)];
    }

    /**
     * Overwrites the element at {@code index}, which must exist.
     *
     * @throws OutOfBoundsException if there is no such element
     * @throws ExpiredException if the list's scope has ended
     */
    public void set(int index, float value) {
        array[check(index)] = value;
    }

    /**
     * Appends an element; the storage doubles when it is full.
     *
     * @throws ExpiredException if the list's scope has ended
     * @throws dev.mayfly.allocator.error.LimitExceededException if growing would take the open
     *     scope past the limit of its tag; the list is as it was then
     * @throws dev.mayfly.allocator.error.InvalidSizeException if the list cannot grow further
     */
    public void add(float value) {
        int n = length;
        if (n == capacity) {
            grow();
        }
        array[n] = value;
        length = n + 1;
    }

    /**
     * Removes the last element and returns it.
     *
     * @throws OutOfBoundsException if the list is empty
     * @throws ExpiredException if the list's scope has ended
     */
    public float removeLast() {
        int last = check(length - 1);
        length = last;
        return array[last];
    }

    /**
     * Whether there is no element.
     *
     * @throws ExpiredException if the list's scope has ended
     */
    public boolean isEmpty() {
        return length() == 0;
    }

    /**
     * Removes all elements and keeps the storage.
     *
     * @throws ExpiredException if the list's scope has ended
     */
    public void clear() {
        requireLive();
        length = 0;
    }

    @Override
    int elementBytes() {
        return Float.BYTES;
    }

    @Override
    FloatList fresh() {
        return new FloatList(origin, sizeClass, array);
    }

    @Override
    int room() {
        return array.length;
    }

    @Override
    void extendTo(int room) {
        array = Arrays.copyOf(array, room);
    }

    @Override
    void replaceStorage(int room) {
        array = new float[room];
    }

    @Override
    void swapStorage(Expiring other) {
        FloatList that = (FloatList) other;
        float[] mine = array;
        array = that.array;
        that.array = mine;
    }

    @Override
    void poison() {
        Arrays.fill(array, POISON);
    }
}
