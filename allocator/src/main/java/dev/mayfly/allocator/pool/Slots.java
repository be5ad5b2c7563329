package dev.mayfly.allocator.pool;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.error.StaleHandleException;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Objects that are named by handles: one that was removed is never mistaken for its successor.
 *
 * <pre>{@code
 * long door = doors.add(new Door());
 * doors.get(door).open();
 * doors.remove(door);
 * doors.contains(door);                                  // false, for ever
 *
 * for (int i = 0; i < doors.size(); i++) {               // no gaps
 *     doors.at(i).tick();
 * }
 * }</pre>
 *
 * <p>Handles, order and threads are those of {@link SlotTable}: a stale handle is always noticed; a
 * removal puts the last object into the place of the removed one, so a loop that removes goes from
 * the last to the first; and it belongs to one thread at a time. For numbers keep a {@link
 * SlotTable} beside columns of typed buffers.
 *
 * @param <T> what is kept; never null
 */
public final class Slots<T> {

    private final SlotTable table = new SlotTable();
    private @Nullable Object[] values = {};

    /** Whether a condition is asked, about which there is a loop. */
    private boolean asking;

    /** Without any object. */
    public Slots() {}

    /**
     * Adds an object behind the last one, and returns its handle.
     *
     * @throws InvalidSizeException if there cannot be more
     * @throws ReentryException if the condition of {@link #removeIf} does it
     */
    public long add(T value) {
        Objects.requireNonNull(value);
        requireNotAsking();
        if (table.size() == values.length) {
            values = Arrays.copyOf(values, SlotTable.grown(values.length));
        }
        long handle = table.add();
        values[table.size() - 1] = value;
        return handle;
    }

    /**
     * The object of a handle.
     *
     * @throws StaleHandleException if it was removed, or the handle never given out
     */
    public T get(long handle) {
        return value(table.position(handle));
    }

    /** Whether the object of a handle is still there. */
    public boolean contains(long handle) {
        return table.contains(handle);
    }

    /**
     * Removes the object of a handle and returns it. The last one takes its place.
     *
     * @throws StaleHandleException if it was removed before, or the handle never given out
     * @throws ReentryException if the condition of {@link #removeIf} does it
     */
    public T remove(long handle) {
        requireNotAsking();
        return take(handle);
    }

    private T take(long handle) {
        int hole = table.remove(handle);
        T removed = value(hole);
        values[hole] = values[table.size()];
        values[table.size()] = null;
        return removed;
    }

    /**
     * Removes what {@code condition} is true of; it is asked once about each, last to first. It may
     * look at what is here, and neither add nor remove. What it throws passes through; what it was
     * true of before is removed then.
     *
     * @throws ReentryException if the condition calls this
     */
    public void removeIf(Predicate<? super T> condition) {
        requireNotAsking();
        asking = true;
        try {
            for (int i = size() - 1; i >= 0; i--) {
                if (condition.test(value(i))) {
                    take(table.handleAt(i));
                }
            }
        } finally {
            asking = false;
        }
    }

    private void requireNotAsking() {
        if (asking) {
            throw new ReentryException(
                    this
                            + " were changed by the condition of their removeIf. Have a condition"
                            + " look and answer, and change them after removeIf has returned.");
        }
    }

    /**
     * Removes everything.
     *
     * @throws ReentryException if the condition of {@link #removeIf} does it
     */
    public void clear() {
        requireNotAsking();
        Arrays.fill(values, 0, table.size(), null);
        table.clear();
    }

    /** How many objects there are. */
    public int size() {
        return table.size();
    }

    /**
     * The object at a position, 0 to {@link #size()} - 1.
     *
     * @throws OutOfBoundsException if there is none
     */
    public T at(int position) {
        table.checkPosition(position);
        return value(position);
    }

    /**
     * The handle of the object at a position, 0 to {@link #size()} - 1.
     *
     * @throws OutOfBoundsException if there is none
     */
    public long handleAt(int position) {
        return table.handleAt(position);
    }

    @SuppressWarnings("unchecked") // only values of type T are stored
    private T value(int position) {
        return (T) Objects.requireNonNull(values[position]);
    }

    @Override
    public String toString() {
        return "Slots with " + size() + " objects";
    }
}
