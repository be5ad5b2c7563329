package dev.mayfly.ecs;

import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.ParallelMisuseException;
import dev.mayfly.ecs.internal.access.ObjectsCopy;
import dev.mayfly.ecs.internal.access.TypeGuard;
import dev.mayfly.ecs.internal.tick.TickStorage;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Consumer;

/*
 * Events are a queue, and so is the order in which they end. The places of a tick are numbered:
 * between ticks, then, for each system, the listeners before it and its turn, then the last round
 * of listeners. An event carries the place where it was emitted, and with a lifetime of 2 ends when
 * the next tick comes to that place. Within a tick places ascend, and events are appended, so those
 * that end are always the first of the queue: a ring with a moving head needs no search. `old` of
 * its first events are of the tick before; only they can end before the tick does.
 *
 * A place is passed whether or not its system is enabled, hence the compare with "up to here".
 */
/**
 * Events of one type that live for the tick: systems that run after the emitter in the same tick
 * see them, in the order of their emission. Injected by its type argument, one for each type and
 * world:
 *
 * <pre>{@code
 * FrameEvents<Collision> collisions; // injected
 *
 * Collision collision = collisions.emit(); // in one system
 * collision.first = a;
 * collision.second = b;
 *
 * for (int i = 0; i < collisions.size(); i++) { // in a later one
 *     bounce(collisions.get(i));
 * }
 * }</pre>
 *
 * <p>With {@code @Lifetime(ticks = 2)} on the type, events live until the emitter's next turn:
 * systems that come after the emitter see them in the same tick, and the others, the emitter's own
 * turn excluded, in the next one. So every other system sees each event in one turn exactly.
 *
 * <p>The emitter is whoever's turn it is, not the object whose code emits. In detail:
 *
 * <ul>
 *   <li>A system sees what it has itself emitted in this turn.
 *   <li>Of several emitters each one's events end at its own turn.
 *   <li>The turn of a disabled system is its place in the order: there its events end.
 *   <li>What listeners emit between two systems is seen from the next system on; with two ticks it
 *       ends when the next tick tells listeners at that place.
 *   <li>What is emitted between two ticks belongs to the next one, and all its systems see it, with
 *       two ticks too.
 *   <li>A tick that fails by an exception ends like any other. Systems that it did not come to miss
 *       what they would have seen in it.
 * </ul>
 *
 * <p>The type must be a public, concrete class without type parameters, have a public constructor
 * without parameters, and be {@link Poolable} or a {@code PooledComponent}: instances are reset and
 * used again, so do not keep one beyond the life of the event. With {@code -Dmayfly.safety=checked}
 * each is new instead, so that one kept too long holds what it held; and where the JVM runs with
 * the allocator's agent, using it throws {@link dev.mayfly.allocator.error.ExpiredException}.
 *
 * <p>Belongs to its world; not for concurrent use. In standard nothing allocates once as many
 * events have been in use as are needed at a time; reading never does.
 *
 * @param <T> the type of the events
 */
public final class FrameEvents<T> {

    /** What {@link #firstChunk} answers where there is none. */
    static final int NO_CHUNK = Integer.MAX_VALUE;

    private static final int SMALLEST_CAPACITY = 16;

    private final Instances<T> instances;
    private final TypeGuard guard;
    private final boolean outlivesTick;

    /** A power of two long; outside the queue, instances that wait for their next use. */
    private @Nullable T[] ring;

    /** Where each event of the ring was emitted. */
    private int[] places = new int[SMALLEST_CAPACITY];

    /** The size at which there is no emitting without {@link #makeRoom}. */
    private int limit = SMALLEST_CAPACITY;

    /** Whether emitting is refused. */
    private boolean locked;

    /** What workers emit while this is locked; null before the first loop. */
    private @Nullable EventParts<T> parts;

    private int head;
    private int size;
    private int old;
    private int place;

    @SuppressWarnings("unchecked")
    FrameEvents(Instances<T> instances, int place, TypeGuard guard) {
        this.instances = instances;
        this.guard = guard;
        this.place = place;
        ring = (T[]) new Object[SMALLEST_CAPACITY];
        outlivesTick = Lifetimes.eventsOutliveTick(instances.type());
    }

    /**
     * Adds an event.
     *
     * @return the event, as new, for the caller to fill; until the event ends
     */
    public T emit() {
        if (Safety.CHECKED) {
            guard.beforeWrite("emitted a");
        }
        if (size == limit) {
            makeRoom();
        }
        int slot = slot(size);
        T event = instances.renewed(ring[slot]);
        if (slot(size) != slot) {
            throw instances.reentered();
        }
        instances.put(ring, slot, event);
        places[slot] = place;
        size++;
        return event;
    }

    /** How many events there are now. */
    public int size() {
        if (Safety.CHECKED) {
            guard.beforeRead();
        }
        return size;
    }

    /**
     * One of the events.
     *
     * @param index 0 for the first that was emitted; less than {@link #size()}
     * @return the event, until it ends
     * @throws OutOfBoundsException if there is no such index
     */
    @SuppressWarnings("NullAway") // a slot in use has an event
    public T get(int index) {
        if (Safety.CHECKED) {
            guard.beforeRead();
        }
        if (index < 0 || index >= size) {
            throw outside(index);
        }
        return ring[slot(index)];
    }

    /**
     * Passes on the events that there are at the call, in the order of their emission; those that
     * {@code action} itself emits are not among them.
     */
    public void forEach(Consumer<? super T> action) {
        int count = size;
        for (int i = 0; i < count; i++) {
            action.accept(get(i));
        }
    }

    /** Shows the events that there are, for a copy of what they hold or to be left out of it. */
    @SuppressWarnings("NullAway") // a slot in use has an event
    void show(ObjectsCopy copy, boolean copied) {
        for (int i = 0; i < size; i++) {
            T event = ring[slot(i)];
            if (copied) {
                copy.addEvent(event, i);
            } else {
                copy.leaveOut(event);
            }
        }
    }

    /** Whether events of this type need to be told of the places that a tick comes to. */
    boolean outlivesTick() {
        return outlivesTick;
    }

    /** The tick has come to this place, having passed all below. */
    void arriveAt(int current) {
        place = current;
        while (old > 0 && places[head] <= current) {
            endFirst();
            old--;
        }
    }

    void endTick() {
        for (int ending = outlivesTick ? old : size; ending > 0; ending--) {
            endFirst();
        }
        old = size;
        place = TickStorage.BETWEEN_TICKS;
    }

    private void endFirst() {
        if (Safety.CHECKED) {
            instances.end(ring, head, head + 1);
        }
        head = slot(1);
        size--;
    }

    private int slot(int index) {
        return (head + index) & (ring.length - 1);
    }

    private void makeRoom() {
        if (locked) {
            throw refused();
        }
        grow();
    }

    // --- parallel loops

    /** Bodies are about to run on this many workers: from now on they emit to the parts. */
    void beginLoop(int workers) {
        if (parts == null) {
            parts = new EventParts<>();
        }
        parts.ensureWorkers(workers);
        lock();
    }

    /** Adds what the parts hold in the order of their chunks, or drops it. */
    void endLoop(boolean completed) {
        unlock();
        EventParts<T> emitted = Objects.requireNonNull(parts);
        if (completed) {
            for (FrameEvents<T> next = emitted.first(); next != null; next = emitted.first()) {
                takeFirst(next);
            }
        } else {
            emitted.drop();
        }
    }

    /** Where this worker emits; null if it has not yet. */
    @Nullable FrameEvents<T> partOf(int worker) {
        return locked && parts != null ? parts.get(worker) : null;
    }

    /** Where this worker emits from now on. */
    FrameEvents<T> addPart(int worker) {
        if (!locked || parts == null || !parts.hasWorker(worker)) {
            throw ParallelMisuseException.outsideBody("SpanWorker.events");
        }
        FrameEvents<T> part = new FrameEvents<>(instances, 0, guard);
        parts.set(worker, part);
        return part;
    }

    /** For a part: what is emitted from now on is of this chunk. */
    void beginChunk(int chunk) {
        place = chunk;
        unlock();
    }

    void endChunk() {
        lock();
    }

    private void lock() {
        locked = true;
        limit = size;
    }

    private void unlock() {
        locked = false;
        limit = ring.length;
    }

    /** For a part: the chunk of its first event; {@link #NO_CHUNK} if it has none. */
    int firstChunk() {
        return size == 0 ? NO_CHUNK : places[head];
    }

    /** For a part: ends all that it holds. */
    void dropAll() {
        while (size > 0) {
            endFirst();
        }
    }

    /** Moves the first event of a part to the end of this, and gives it a spare one instead. */
    private void takeFirst(FrameEvents<T> part) {
        if (size == ring.length) {
            grow();
        }
        int slot = slot(size);
        T spare = ring[slot];
        ring[slot] = part.ring[part.head];
        places[slot] = place;
        size++;
        part.ring[part.head] = spare;
        part.endFirst();
    }

    private ParallelMisuseException refused() {
        String event = instances.type().getSimpleName();
        return ParallelMisuseException.inBody(
                "An event of type " + event + " was emitted",
                "emit it with worker.events(...), asked for in the same call");
    }

    @SuppressWarnings("unchecked")
    private void grow() {
        T[] ringGrown = (T[]) new Object[2 * size];
        int[] placesGrown = new int[2 * size];
        for (int i = 0; i < size; i++) {
            ringGrown[i] = get(i);
            placesGrown[i] = places[slot(i)];
        }
        ring = ringGrown;
        places = placesGrown;
        head = 0;
        limit = ring.length;
    }

    private OutOfBoundsException outside(int index) {
        return new OutOfBoundsException(
                "Index "
                        + index
                        + " is outside the "
                        + size
                        + " events of type "
                        + instances.type().getSimpleName()
                        + "; use 0 to size() - 1.");
    }

    @Override
    public String toString() {
        return size + " events of type " + instances.type().getSimpleName();
    }
}
