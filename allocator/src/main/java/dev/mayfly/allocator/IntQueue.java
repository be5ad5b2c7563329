package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Safety;

import java.util.Arrays;

/**
 * A queue of {@code int} that grows, taken from a frame by {@link FrameArena#intQueue}: first in,
 * first out by {@link #addLast} and {@link #removeFirst}; a stack or a deque by the other ends.
 *
 * <p>It lives as long as the scope that it was taken in, also when it grows inside an inner scope.
 * Its storage, a ring, is recycled with it, grown as it is, so a queue that is filled alike every
 * frame allocates nothing; nor does any method. What throws changes nothing. For the thread that
 * owns the arena.
 */
public final class IntQueue extends FrameCollection {

    /** The largest power of two that an array can have elements. */
    static final int MAX_ELEMENTS = 1 << 30;

    private static final int POISON = 0xDEAD_BEEF;

    int[] array;

    /** Where the first element is, in the part of the array that the capacity is. */
    private int head;

    IntQueue(BufferOrigin origin, int sizeClass, int[] array) {
        super(origin, sizeClass);
        this.array = array;
    }

    /** Makes the ring start at its beginning, for a new user. */
    void begin() {
        head = 0;
    }

    /**
     * The element at {@code index}, counted from the first.
     *
     * @throws OutOfBoundsException if there is no such element
     * @throws ExpiredException if the queue's scope has ended
     */
    public int get(int index) {
        if (Safety.CHECKED) {
            using();
        }
        return array[place(check(index))];
    }

    /**
     * Adds an element behind the last.
     *
     * @throws ExpiredException if the queue's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the queue cannot grow further
     */
    public void addLast(int value) {
        if (Safety.CHECKED) {
            changing();
        }
        if (length == capacity) {
            extend();
        }
        array[place(length)] = value;
        length++;
    }

    /**
     * Adds an element before the first.
     *
     * @throws ExpiredException if the queue's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the queue cannot grow further
     */
    public void addFirst(int value) {
        if (Safety.CHECKED) {
            changing();
        }
        if (length == capacity) {
            extend();
        }
        head = place(-1);
        array[head] = value;
        length++;
    }

    /**
     * Removes the first element and returns it.
     *
     * @throws OutOfBoundsException if the queue is empty
     * @throws ExpiredException if the queue's scope has ended
     */
    public int removeFirst() {
        if (Safety.CHECKED) {
            changing();
        }
        check(0);
        int removed = array[head];
        head = place(1);
        length--;
        return removed;
    }

    /**
     * Removes the last element and returns it.
     *
     * @throws OutOfBoundsException if the queue is empty
     * @throws ExpiredException if the queue's scope has ended
     */
    public int removeLast() {
        if (Safety.CHECKED) {
            changing();
        }
        int last = check(length - 1);
        length = last;
        return array[place(last)];
    }

    /**
     * Whether there is no element.
     *
     * @throws ExpiredException if the queue's scope has ended
     */
    public boolean isEmpty() {
        return length() == 0;
    }

    /**
     * Removes all elements and keeps the storage.
     *
     * @throws ExpiredException if the queue's scope has ended
     */
    public void clear() {
        if (Safety.CHECKED) {
            changing();
        }
        requireLive();
        length = 0;
        head = 0;
    }

    private void extend() {
        if (capacity == MAX_ELEMENTS) {
            throw new InvalidSizeException(
                    title()
                            + " is full: it cannot hold more than "
                            + MAX_ELEMENTS
                            + " elements. Spread them over several.");
        }
        int before = capacity;
        grow();
        // What stood before the head, at the beginning of the ring, comes behind its former end.
        System.arraycopy(array, 0, array, before, head);
    }

    private int place(int index) {
        return head + index & capacity - 1;
    }

    @Override
    int elementBytes() {
        return Integer.BYTES;
    }

    @Override
    IntQueue fresh() {
        return new IntQueue(origin, sizeClass, array);
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
        array = new int[room];
    }

    @Override
    void swapStorage(BufferHandle other) {
        IntQueue that = (IntQueue) other;
        int[] mine = array;
        array = that.array;
        that.array = mine;
        int myHead = head;
        head = that.head;
        that.head = myHead;
    }

    @Override
    void poison() {
        Arrays.fill(array, POISON);
    }
}
