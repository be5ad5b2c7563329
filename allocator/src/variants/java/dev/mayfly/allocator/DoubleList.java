package dev.mayfly.allocator; // Derived from FloatList.java; see build-tools/Variants.java.

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.lateuse.Poison;
import dev.mayfly.allocator.internal.sort.DoubleSort;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A list of {@code double} that grows, taken from a frame by {@link FrameArena#doubleList}.
 *
 * <p>It lives as long as the scope that it was taken in, also when it grows inside an inner scope.
 * Its storage is recycled with it, grown as it is, so a list that is filled alike every frame
 * allocates nothing; nor does any method, but where it says so. What throws changes nothing. For
 * the thread that owns the arena.
 */
public final class DoubleList extends FrameCollection {

    double[] array;

    DoubleList(BufferOrigin origin, int sizeClass, double[] array) {
        super(origin, sizeClass);
        this.array = array;
    }

    /**
     * The element at {@code index}.
     *
     * @throws OutOfBoundsException if there is no such element
     * @throws ExpiredException if the list's scope has ended
     */
    public double get(int index) {
        if (Safety.CHECKED) {
            using();
        }
        return array[check(index)];
    }

    /**
     * Overwrites the element at {@code index}, which must exist.
     *
     * @throws OutOfBoundsException if there is no such element
     * @throws ExpiredException if the list's scope has ended
     */
    public void set(int index, double value) {
        if (Safety.CHECKED) {
            changing();
        }
        array[check(index)] = value;
    }

    /**
     * Appends an element; the storage doubles when it is full.
     *
     * @throws ExpiredException if the list's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the list cannot grow further
     */
    public void add(double value) {
        if (Safety.CHECKED) {
            changing();
        }
        int n = length;
        if (n >= capacity) { // not ==, which C2 turns into more constants than it has registers
            grow();
        }
        array[n] = value;
        length = n + 1;
    }

    /**
     * Appends {@code count} elements of {@code source}, from index {@code from} on.
     *
     * @throws OutOfBoundsException if the array does not have them
     * @throws ExpiredException if the list's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the list cannot grow so far
     */
    public void addAll(double[] source, int from, int count) {
        if (Safety.CHECKED) {
            changing();
        }
        requireLive();
        checkArray(from, count, source.length);
        ensureRoom(count);
        System.arraycopy(source, from, array, length, count);
        length += count;
    }

    /**
     * Appends the elements of another list, or once more those of this one.
     *
     * @throws ExpiredException if the scope of one of them has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the list cannot grow so far
     */
    public void addAll(DoubleList source) {
        addAll(source.array, 0, source.length());
    }

    /**
     * Appends the elements of a buffer.
     *
     * @throws ExpiredException if the life of one of them has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the list cannot grow so far
     */
    public void addAll(Doubles source) {
        if (Safety.CHECKED) {
            source.reading();
        }
        addAll(source.byIndex(), 0, source.length());
    }

    /**
     * Inserts an element before the one at {@code index}; those from there on move up by one.
     *
     * @param index 0 to the length
     * @throws OutOfBoundsException if the list is shorter than that
     * @throws ExpiredException if the list's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the list cannot grow further
     */
    public void insert(int index, double value) {
        if (Safety.CHECKED) {
            changing();
        }
        checkRange(index, length);
        ensureRoom(1);
        System.arraycopy(array, index, array, index + 1, length - index);
        array[index] = value;
        length++;
    }

    /**
     * Removes the last element and returns it.
     *
     * @throws OutOfBoundsException if the list is empty
     * @throws ExpiredException if the list's scope has ended
     */
    public double removeLast() {
        if (Safety.CHECKED) {
            changing();
        }
        int last = check(length - 1);
        length = last;
        return array[last];
    }

    /**
     * Removes the element at {@code index} and returns it; those after it move down by one.
     *
     * @throws OutOfBoundsException if there is no such element
     * @throws ExpiredException if the list's scope has ended
     */
    public double removeAt(int index) {
        if (Safety.CHECKED) {
            changing();
        }
        double removed = array[check(index)];
        length--;
        System.arraycopy(array, index + 1, array, index, length - index);
        return removed;
    }

    /**
     * Removes the element at {@code index} and returns it; the last one takes its place. For where
     * the order does not matter: takes the same time wherever the element is.
     *
     * @throws OutOfBoundsException if there is no such element
     * @throws ExpiredException if the list's scope has ended
     */
    public double removeSwap(int index) {
        if (Safety.CHECKED) {
            changing();
        }
        double removed = array[check(index)];
        length--;
        array[index] = array[length];
        return removed;
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
        if (Safety.CHECKED) {
            changing();
        }
        requireLive();
        length = 0;
    }

    /**
     * The index of the first element that {@link Double#compare} finds equal to {@code value}, or -1
     * if there is none.
     *
     * @throws ExpiredException if the list's scope has ended
     */
    public int indexOf(double value) {
        int n = length();
        for (int i = 0; i < n; i++) {
            if (Double.compare(array[i], value) == 0) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Whether {@link #indexOf} finds {@code value}.
     *
     * @throws ExpiredException if the list's scope has ended
     */
    public boolean contains(double value) {
        return indexOf(value) >= 0;
    }

    /**
     * Sorts the elements, the smallest first, in the order of {@link Double#compare}.
     *
     * @throws ExpiredException if the list's scope has ended
     */
    public void sort() {
        if (Safety.CHECKED) {
            changing();
        }
        DoubleSort.sort(array, 0, length());
    }

    /**
     * Sorts the elements from index {@code from} up to {@code to}, exclusive.
     *
     * @throws OutOfBoundsException if there is no such range
     * @throws ExpiredException if the list's scope has ended
     */
    public void sort(int from, int to) {
        if (Safety.CHECKED) {
            changing();
        }
        checkRange(from, to);
        DoubleSort.sort(array, from, to);
    }

    /**
     * Finds {@code value} in a list that is sorted.
     *
     * @return the index of an element equal to it, or, if there is none, {@code -(index + 1)} of
     *     where it would have to be inserted
     * @throws ExpiredException if the list's scope has ended
     */
    public int binarySearch(double value) {
        return Arrays.binarySearch(array, 0, length(), value);
    }

    /**
     * Copies {@code count} elements, from index {@code from} on, to {@code target}, where they
     * begin at index {@code at}.
     *
     * @throws OutOfBoundsException if the list does not have them, or the array no room for them
     * @throws ExpiredException if the list's scope has ended
     */
    public void copyTo(int from, double[] target, int at, int count) {
        checkRange(from, from + count);
        checkArray(at, count, target.length);
        System.arraycopy(array, from, target, at, count);
    }

    /**
     * The elements as a segment of the heap, to read and to write. It shows the storage of now: use
     * it no longer once the list has grown. The segment may be an object on the heap, of some 50
     * bytes.
     *
     * <p>The JDK does not know of scopes: a segment that is kept past the end of the list's scope
     * reads and writes what the next user of the storage has there. In checked and paranoid it
     * throws {@link IllegalStateException} from that end on, and once the list has outgrown the
     * storage, where the JVM runs with the agent. Without that the storage still has no next user:
     * it holds a pattern that stands out, and a late write is thrown when that frame ends, or the
     * next one.
     *
     * @throws ExpiredException if the list's scope has ended
     */
    public MemorySegment asSegment() {
        long bytes = (long) length() * Double.BYTES;
        return shown(MemorySegment.ofArray(array).asSlice(0, bytes));
    }

    @Override
    int elementBytes() {
        return Double.BYTES;
    }

    @Override
    DoubleList fresh() {
        return new DoubleList(origin, sizeClass, array);
    }

    @Override
    Object storage() {
        return array;
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
        array = new double[room];
    }

    @Override
    void swapStorage(BufferHandle other) {
        DoubleList that = (DoubleList) other;
        double[] mine = array;
        array = that.array;
        that.array = mine;
    }

    @Override
    void poison() {
        Arrays.fill(array, Poison.DOUBLE);
    }
}
