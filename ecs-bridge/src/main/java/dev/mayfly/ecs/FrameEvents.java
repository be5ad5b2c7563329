package dev.mayfly.ecs;

import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.ForeignComponentException;
import dev.mayfly.ecs.error.ParallelMisuseException;
import dev.mayfly.ecs.internal.access.ObjectsCopy;
import dev.mayfly.ecs.internal.access.TypeGuard;
import dev.mayfly.ecs.internal.entity.IdFields;
import dev.mayfly.ecs.internal.entity.NewIds;
import dev.mayfly.ecs.internal.tick.TickStorage;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
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
 *
 * Where there are readers, an event that ends stays in the ring, before the head: the head moves on,
 * and the slot is not free. So what is kept for them and what there is are one queue, whose events
 * are numbered by the order of emission, and a reader is a number. The end of a tick frees the slots
 * that every reader has passed, and none else does, so an event that was read is whole until then.
 * What is kept lowers the limit of emitting, so emitting asks nothing it did not ask before.
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
 * turn excluded, in the next one. So every other system that has one turn in each tick sees each
 * event in one turn exactly. One that does not, such as an {@code IntervalSystem}, misses those of
 * other ticks: give it an {@link EventReader}, for which events wait.
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
 *   <li>Between ticks a snapshot holds the events that there are and those that wait for readers;
 *       restoring it brings them back, and ends all others.
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

    /** The transients that these are among; null for a part. */
    private @Nullable Transients home;

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

    /** Those who see each event once, whenever they come. */
    private final EventReaders<T> readers = new EventReaders<>();

    /** How many events have ended so far, and so the number of the one at the head. */
    private long ended;

    /** How many of those that have ended are kept for readers: the slots before the head. */
    private int kept;

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

    /** Makes numbers of entities ids, in all events that there are. */
    @SuppressWarnings("NullAway") // a slot in use has an event
    void settle(NewIds ids) {
        IdFields fields = instances.ids();
        for (int i = 0; fields != null && i < size; i++) {
            fields.settle(ring[slot(i)], ids);
        }
    }

    /** Shows the events that there are, for a copy of what they hold or to be left out of it. */
    @SuppressWarnings("NullAway") // a slot in use has an event
    void show(ObjectsCopy copy, boolean copied) {
        for (int i = -kept; i < size; i++) {
            T event = ring[slot(i)];
            if (copied) {
                copy.addEvent(event, i + kept);
            } else {
                copy.leaveOut(event);
            }
        }
    }

    /** Are among these from now on. */
    void joinTo(Transients all) {
        home = all;
    }

    /** Throws if these are among the transients of another world. */
    @SuppressWarnings("ReferenceEquality") // there is one for each world
    void requireHome(Transients all) {
        if (home != all) {
            throw ForeignComponentException.events(instances.type());
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

    /** What is emitted from now on is of this place. */
    void standAt(int current) {
        place = current;
    }

    void endTick() {
        for (int ending = outlivesTick ? old : size; ending > 0; ending--) {
            endFirst();
        }
        old = size;
        place = TickStorage.BETWEEN_TICKS;
        if (kept > 0 || !readers.isEmpty()) {
            letGo();
        }
    }

    private void endFirst() {
        if (kept > 0 || !readers.isEmpty()) {
            keepFirst();
        } else if (Safety.CHECKED) {
            instances.end(ring, head, head + 1);
        }
        head = slot(1);
        size--;
        ended++;
    }

    private void keepFirst() {
        kept++;
        limit = ring.length - kept;
    }

    /** Lets go of what is kept and every reader has seen. */
    private void letGo() {
        long first = ended - kept;
        long wanted = Math.min(ended, readers.firstWanted(first, end()));
        for (long number = first; number < wanted; number++) {
            endAt(slot((int) (number - ended)));
        }
        kept = Math.toIntExact(ended - wanted);
        limit = ring.length - kept;
    }

    private void endAt(int slot) {
        if (Safety.CHECKED) {
            instances.end(ring, slot, slot + 1);
        }
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

    // --- readers that come when they like

    /** A new reader, of what is emitted from now on. */
    EventReader<T> newReader(String name) {
        return readers.add(this, name);
    }

    EventReaders<T> readers() {
        return readers;
    }

    /** The number that the next event gets. */
    long end() {
        return ended + size;
    }

    /** The event of a number that a reader has not seen yet. */
    @SuppressWarnings("NullAway") // what is kept or there is an event
    T ofNumber(long number) {
        return ring[slot((int) (number - ended))];
    }

    /** To be called in checked before events are read. */
    void beforeRead() {
        guard.beforeRead();
    }

    void requireUnlocked() {
        if (locked) {
            throw ParallelMisuseException.inBody(
                    "An EventReader of " + name() + " was moved on",
                    "use what begin() has read before");
        }
    }

    // --- images

    Instances<T> instances() {
        return instances;
    }

    /** How many there are; nobody is asked. */
    int slots() {
        return size;
    }

    /** One of those that there are, or with a negative index of those that are kept. */
    @SuppressWarnings("NullAway") // what is kept or there is an event
    T at(int index) {
        return ring[slot(index)];
    }

    int old() {
        return old;
    }

    int kept() {
        return kept;
    }

    /** Where one of those that are kept or there was emitted; 0 for the first that is kept. */
    int placeAt(int index) {
        return places[slot(index - kept)];
    }

    /** Makes room for this many events. */
    void ensureRoom(int count) {
        while (ring.length < count) {
            grow();
        }
    }

    /**
     * Makes these the events that there are; there is room for them.
     *
     * @param from the index of the first
     * @param count of them all
     * @param keptNow how many of them, the first, are kept for readers alone
     * @param oldNow how many of the others, the first, are of the tick before
     */
    void replaceAll(
            @Nullable T[] events, int from, int[] placesNow, int count, int keptNow, int oldNow) {
        for (int i = -kept; i < size; i++) {
            endAt(slot(i));
        }
        kept = keptNow;
        size = count - keptNow;
        old = oldNow;
        limit = ring.length - kept;
        for (int i = 0; i < count; i++) {
            int slot = slot(i - kept);
            ring[slot] = events[from + i];
            places[slot] = placesNow[i];
        }
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
        limit = ring.length - kept;
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
        if (kept + size == ring.length) {
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
        return ParallelMisuseException.inBody(
                "An event of type " + name() + " was emitted",
                "emit it with worker.events(...), asked for in the same call");
    }

    private void grow() {
        int longer = 2 * ring.length;
        int from = slot(-kept);
        ring = turned(ring, from, longer);
        places = turned(places, from, longer);
        head = kept;
        limit = longer - kept;
    }

    /** A longer array with the elements in their order round the ring, the first one first. */
    @SuppressWarnings({"unchecked", "SuspiciousSystemArraycopy"})
    private static <A> A turned(A array, int first, int longer) {
        int length = Array.getLength(array);
        A turned = (A) Array.newInstance(array.getClass().getComponentType(), longer);
        System.arraycopy(array, first, turned, 0, length - first);
        System.arraycopy(array, 0, turned, length - first, first);
        return turned;
    }

    String name() {
        return instances.type().getSimpleName();
    }

    private OutOfBoundsException outside(int index) {
        return new OutOfBoundsException(
                "Index "
                        + index
                        + " is outside the "
                        + size
                        + " events of type "
                        + name()
                        + "; use 0 to size() - 1.");
    }

    @Override
    public String toString() {
        return size + " events of type " + name();
    }
}
