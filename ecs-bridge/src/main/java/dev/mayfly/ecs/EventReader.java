package dev.mayfly.ecs;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.ParallelMisuseException;

/**
 * Sees each event of one type once, however seldom it looks. Injected by its type argument, one for
 * each field: injecting it declares that this field's owner is going to read them, and each event
 * waits until every reader has come to it.
 *
 * <pre>{@code
 * public final class Physics extends IntervalSystem {
 *     EventReader<KeyPress> keys; // injected
 *
 *     @Override
 *     protected void processSystem() { // in every third tick
 *         while (keys.hasNext()) {
 *             press(keys.next());
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>A reader sees what was emitted since it was injected, in the order of emission: what its own
 * system emits as well; from within a tick, and between two; also events of a tick that failed or
 * in which its system was disabled, and with every {@link Lifetime}. What {@link FrameEvents} show
 * stays as it is.
 *
 * <p>Events that wait take memory. So a reader whose owner never comes falls back by {@link
 * #DEFAULT_LIMIT} events at most, or what {@link #limit} says. Beyond it the oldest are dropped for
 * this reader, at the end of a tick: {@link #missed} counts them, and the first time a warning is
 * logged that names the reader. A reader that nobody can reach any more keeps nothing.
 *
 * <p>Reading counts as reading the type ({@link Reads}), also for a system without annotations. May
 * be used by whoever's turn it is, by one thread at a time; not in bodies of a {@link
 * ParallelSpanSystem}. Allocates nothing.
 *
 * @param <T> the type of the events
 */
public final class EventReader<T> {

    /** How many events wait for a reader at the most, unless it says otherwise. */
    public static final int DEFAULT_LIMIT = 1 << 16;

    private final FrameEvents<T> events;
    private final String name;

    /** The number of the event that comes next. */
    private long next;

    private long missed;
    private int limit = DEFAULT_LIMIT;

    EventReader(FrameEvents<T> events, String name) {
        this.events = events;
        this.name = name;
        next = events.end();
    }

    /** Whether an event waits. */
    public boolean hasNext() {
        return size() > 0;
    }

    /** How many events wait. */
    public int size() {
        if (Safety.CHECKED) {
            events.beforeRead();
        }
        return (int) (events.end() - next);
    }

    /**
     * The event that has waited longest, which this reader does not see again.
     *
     * @return the event, until the tick ends; read between two ticks, until the next one ends
     * @throws OutOfBoundsException if none waits
     * @throws ParallelMisuseException in a body of a {@link ParallelSpanSystem}
     */
    public T next() {
        events.requireUnlocked();
        if (size() == 0) {
            throw new OutOfBoundsException(
                    "No event of type "
                            + events.name()
                            + " waits for "
                            + this
                            + "; ask hasNext().");
        }
        return events.ofNumber(next++);
    }

    /**
     * Passes over all events that wait.
     *
     * @throws ParallelMisuseException in a body of a {@link ParallelSpanSystem}
     */
    public void skip() {
        events.requireUnlocked();
        next += size();
    }

    /**
     * Lets this many events wait for this reader at the end of a tick, the latest; at least 1.
     *
     * @throws InvalidSizeException if {@code most} is less than 1
     */
    public void limit(int most) {
        if (most < 1) {
            throw new InvalidSizeException(
                    "A reader for which " + most + " events may wait sees none; use 1 or more.");
        }
        limit = most;
    }

    /** How many events were dropped before this reader came to them, since it was injected. */
    public long missed() {
        return missed;
    }

    String name() {
        return name;
    }

    /** The number of the event that it wants next, once those that are too many are dropped. */
    long wanted(long end) {
        long tooMany = end - next - limit;
        if (tooMany > 0) {
            drop(tooMany, end);
        }
        return next;
    }

    private void drop(long tooMany, long end) {
        if (missed == 0) {
            EventReaders.warn(this, events.name(), end - next, limit);
        }
        missed += tooMany;
        next += tooMany;
    }

    /** Puts it where this many events wait for it. */
    void restore(long waiting, long missedThen) {
        next = events.end() - waiting;
        missed = missedThen;
    }

    long waiting() {
        return events.end() - next;
    }

    @Override
    public String toString() {
        return "the EventReader " + name;
    }
}
