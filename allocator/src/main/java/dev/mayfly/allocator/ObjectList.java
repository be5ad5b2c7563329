package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.internal.References;
import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;

/**
 * A list of references that grows, taken from a frame by {@link FrameArena#objectList}.
 *
 * <p>The list lives as long as the scope that it was taken in, also when it grows inside an inner
 * scope; the objects live as long as they would elsewhere. The list lets go of an object when it is
 * removed, and of all of them when the scope ends, so a frame that has ended keeps no object
 * reachable. Elements may be null where {@code T} may be.
 *
 * <p>The storage is recycled, grown as it is, so a list that is filled alike every frame allocates
 * nothing; nor does any method. What throws changes nothing. For the thread that owns the arena.
 *
 * @param <T> what the elements are
 */
public final class ObjectList<T extends @Nullable Object> extends FrameCollection {

    /** What a reference is charged with, in bytes; where the JVM compresses them it takes half. */
    static final int REFERENCE_BYTES = Long.BYTES;

    @Nullable Object[] array;

    /** From checked on: whether a comparator is asked about elements that are being moved. */
    private boolean isSorted;

    ObjectList(BufferOrigin origin, int sizeClass, @Nullable Object[] array) {
        super(origin, sizeClass);
        this.array = array;
    }

    /**
     * The element at {@code index}.
     *
     * @throws OutOfBoundsException if there is no such element
     * @throws ExpiredException if the list's scope has ended
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // nothing but T is put in
    public T get(int index) {
        if (Safety.CHECKED) {
            using();
        }
        return (T) array[check(index)];
    }

    /**
     * Overwrites the element at {@code index}, which must exist.
     *
     * @throws OutOfBoundsException if there is no such element
     * @throws ExpiredException if the list's scope has ended
     */
    public void set(int index, T value) {
        if (Safety.CHECKED) {
            changingElements();
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
    public void add(T value) {
        if (Safety.CHECKED) {
            changingElements();
        }
        int n = length;
        if (n == capacity) {
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
    public void addAll(T[] source, int from, int count) {
        requireLive();
        checkArray(from, count, source.length);
        append(source, from, count);
    }

    /**
     * Appends the elements of another list, or once more those of this one.
     *
     * @throws ExpiredException if the scope of one of them has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the list cannot grow so far
     */
    public void addAll(ObjectList<? extends T> source) {
        append(source.array, 0, source.length());
    }

    private void append(@Nullable Object[] source, int from, int count) {
        if (Safety.CHECKED) {
            changingElements();
        }
        ensureRoom(count);
        System.arraycopy(source, from, array, length, count);
        length += count;
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
    public void insert(int index, T value) {
        if (Safety.CHECKED) {
            changingElements();
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
    public T removeLast() {
        if (Safety.CHECKED) {
            changingElements();
        }
        return removeSwap(length - 1);
    }

    /**
     * Removes the element at {@code index} and returns it; those after it move down by one.
     *
     * @throws OutOfBoundsException if there is no such element
     * @throws ExpiredException if the list's scope has ended
     */
    public T removeAt(int index) {
        if (Safety.CHECKED) {
            changingElements();
        }
        T removed = get(index);
        length--;
        System.arraycopy(array, index + 1, array, index, length - index);
        array[length] = null;
        return removed;
    }

    /**
     * Removes the element at {@code index} and returns it; the last one takes its place. For where
     * the order does not matter: takes the same time wherever the element is.
     *
     * @throws OutOfBoundsException if there is no such element
     * @throws ExpiredException if the list's scope has ended
     */
    public T removeSwap(int index) {
        if (Safety.CHECKED) {
            changingElements();
        }
        T removed = get(index);
        length--;
        array[index] = array[length];
        array[length] = null;
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
            changingElements();
        }
        requireLive();
        clearStorage();
        length = 0;
    }

    /**
     * The index of the first element that is equal to {@code value}, or -1 if there is none.
     *
     * @throws ExpiredException if the list's scope has ended
     */
    public int indexOf(@Nullable Object value) {
        int n = length();
        @Nullable Object[] searched = array;
        for (int i = 0; i < n; i++) {
            boolean found = Objects.equals(searched[i], value);
            requireUnchanged(searched, n);
            if (found) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Whether an element is equal to {@code value}.
     *
     * @throws ExpiredException if the list's scope has ended
     */
    public boolean contains(@Nullable Object value) {
        return indexOf(value) >= 0;
    }

    /**
     * Sorts the elements, the smallest first; those that the comparator finds equal stay in order.
     *
     * <p>What the comparator throws is passed on; the list then has all its elements, in whatever
     * order they were in.
     *
     * @throws ExpiredException if the list's scope has ended
     * @throws ReentryException if the comparator has added or removed elements, or ended the scope;
     *     from checked on, also if it has set one
     */
    public void sort(Comparator<? super T> order) {
        sort(0, length(), order);
    }

    /**
     * As {@link #sort(Comparator)}, for the elements from index {@code from} up to {@code to},
     * exclusive.
     *
     * @throws OutOfBoundsException if there is no such range
     * @throws ExpiredException if the list's scope has ended
     * @throws ReentryException if the comparator has added or removed elements, or ended the scope;
     *     from checked on, also if it has set one
     */
    @SuppressWarnings("unchecked") // nothing but T is put in
    public void sort(int from, int to, Comparator<? super T> order) {
        if (Safety.CHECKED) {
            changingElements();
        }
        checkRange(from, to);
        int count = length;
        @Nullable Object[] sorted = array;
        if (Safety.CHECKED) {
            isSorted = true;
        }
        try {
            ObjectSort.sort(this, (T[]) sorted, from, to, order);
        } finally {
            if (Safety.CHECKED) {
                isSorted = false;
            }
        }
        requireUnchanged(sorted, to);
        if (length != count) {
            throw changedMeanwhile();
        }
    }

    /** Throws unless {@code sorted} is this list's array, up to {@code to} at least. */
    @SuppressWarnings("ReferenceEquality") // that very array
    void requireUnchanged(@Nullable Object[] sorted, int to) {
        if (array != sorted || length < to) {
            throw changedMeanwhile();
        }
    }

    /** To be called in checked before what changes: not while a comparator is asked. */
    private void changingElements() {
        changing();
        if (isSorted) {
            throw changedMeanwhile();
        }
    }

    private ReentryException changedMeanwhile() {
        return new ReentryException(
                title()
                        + " was changed or ended by the comparator, or equals, that it was sorted"
                        + " or searched with. Have it compare, and nothing else.");
    }

    /**
     * Finds what the comparator finds equal to {@code value} in a list that is sorted by it.
     *
     * @return the index of such an element, or, if there is none, {@code -(index + 1)} of where it
     *     would have to be inserted
     * @throws ExpiredException if the list's scope has ended
     * @throws ReentryException if the comparator has added or removed elements, or ended the scope;
     *     from checked on, also if it has set one
     */
    @SuppressWarnings("unchecked") // nothing but T is put in
    public int binarySearch(T value, Comparator<? super T> order) {
        int low = 0;
        int high = length();
        T[] searched = (T[]) array;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int sign = order.compare(searched[middle], value);
            requireUnchanged(searched, high);
            if (sign == 0) {
                return middle;
            }
            if (sign < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return -1 - low;
    }

    /**
     * Copies {@code count} elements, from index {@code from} on, to {@code target}, where they
     * begin at index {@code at}.
     *
     * @throws OutOfBoundsException if the list does not have them, or the array no room for them
     * @throws ExpiredException if the list's scope has ended
     * @throws ArrayStoreException if the array cannot hold one of them; those before it are copied
     */
    public void copyTo(int from, @Nullable Object[] target, int at, int count) {
        checkRange(from, from + count);
        checkArray(at, count, target.length);
        System.arraycopy(array, from, target, at, count);
    }

    @Override
    int elementBytes() {
        return REFERENCE_BYTES;
    }

    @Override
    ObjectList<T> fresh() {
        return new ObjectList<>(origin, sizeClass, array);
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
        array = new @Nullable Object[room];
    }

    @Override
    void swapStorage(BufferHandle other) {
        ObjectList<?> that = (ObjectList<?>) other;
        @Nullable Object[] mine = array;
        array = that.array;
        that.array = mine;
    }

    @Override
    void clearStorage() {
        References.clear(array, length);
    }

    /** There is no pattern for references: a stale one shows as null. */
    @Override
    void poison() {
        Arrays.fill(array, null);
    }
}
