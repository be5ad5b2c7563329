package dev.mayfly.ecs;

import com.artemis.Aspect;
import com.artemis.EntityManager;
import com.artemis.World;
import com.artemis.utils.BitVector;

import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.DeadEntityException;
import dev.mayfly.ecs.error.ParallelMisuseException;
import dev.mayfly.ecs.error.StrayComponentException;
import dev.mayfly.ecs.internal.access.TypeGuard;
import dev.mayfly.ecs.internal.entity.EntityNumbers;
import dev.mayfly.ecs.internal.entity.NewIds;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/*
 * How a component of the tick is kept, and why no entity sees that of another.
 *
 * Ticks are numbered. Each entity id has a mark: the number of the tick in which the entity was
 * given the component (the stamp), and the slot of its value. Slots are handed out in the order of
 * creation, so the slots in use are the list of entities in that order. A mark counts while the
 * tick's number is less than `lifetime` above its stamp. So ending a tick, for a lifetime of one
 * tick, is one increment and setting the size to 0; no mark is written.
 *
 * Artemis hands an id out again only after the tick in which its entity was deleted, and after our
 * strategy has ended that tick. The number is incremented before that, at the end of the tick
 * rather than at the start of the next, so what is created between two ticks has the new number
 * already, and a mark of a previous owner of an id is always too old. With a longer lifetime it is
 * not: there the end of a tick goes through the slots anyway, to keep those that live on in order,
 * and drops those whose entity is no longer in the subscription to all entities. Every entity that
 * Artemis is about to free has left that subscription by then, for the last round of listeners is
 * over. If the tick failed it may not be, and entities created in that tick may not have joined;
 * but then Artemis frees nothing either, and the next end of a tick looks again.
 *
 * A snapshot keeps the ages of the slots in use, not their stamps: the number of the tick never goes
 * back. Restoring one takes the marks of all slots in use, so nothing of a future that was given up
 * is left, and gives new ones, as old as they were.
 *
 * Numbers start at `lifetime`, so a mark of 0, "never", is too old. Before the number would become
 * negative all begins anew: the marks in use get the stamps that they would have had, all others 0.
 */
/** The entities that have a component which lives for a tick, or for a few. */
abstract class TransientTable {

    /** The slot of an entity that has no value. */
    static final int NONE = -1;

    private static final int SMALLEST_CAPACITY = 16;

    private final World world;
    private final EntityManager entityManager;
    private final BitVector settled;
    private final String name;
    private final int lifetime;

    /** The number of this tick. Not private so that a test can begin near the last one. */
    int tick;

    /** By entity id: the stamp in the high half, the slot in the low half. */
    private long[] marks = {};

    /** By slot: the entity. */
    private int[] entities = new int[SMALLEST_CAPACITY];

    private int size;

    /** Asked from checked on; null until the table has its place in the world. */
    private @Nullable TypeGuard guard;

    /** Whether bodies run in parallel, none of which may give an entity the component. */
    private boolean locked;

    /**
     * A table that is empty.
     *
     * @param world null if it is made for none
     * @param type what says how long values live
     */
    TransientTable(@Nullable World world, Class<?> type) {
        if (world == null) {
            throw new StrayComponentException(getClass());
        }
        this.world = world;
        name = type.getSimpleName();
        lifetime = Lifetimes.ticksOf(type);
        tick = lifetime;
        entityManager = world.getEntityManager();
        settled = world.getAspectSubscriptionManager().get(Aspect.all()).getActiveEntityIds();
    }

    /**
     * Whether the entity has the component.
     *
     * @throws DeadEntityException if no entity has had this id yet; one that is gone has nothing
     */
    public final boolean has(int entity) {
        if (Safety.CHECKED) {
            beforeRead();
        }
        return isLive(markOf(entity));
    }

    /** How many entities have the component, those that were deleted in this tick included. */
    public final int size() {
        if (Safety.CHECKED) {
            beforeRead();
        }
        return size;
    }

    /**
     * One of the entities that have the component.
     *
     * @param index 0 for the one that has had it longest; less than {@link #size()}
     * @throws OutOfBoundsException if there is no such index
     */
    public final int entity(int index) {
        if (Safety.CHECKED) {
            beforeRead();
        }
        return entities[check(index)];
    }

    /** How many slots are in use; nobody is asked. */
    final int slots() {
        return size;
    }

    /** The entity whose value is in a slot in use. */
    final int entityOf(int slot) {
        return entities[slot];
    }

    void guardBy(TypeGuard asked) {
        guard = asked;
    }

    /** To be called in checked before it is told which entities have what. */
    final void beforeRead() {
        if (guard != null) {
            guard.beforeRead();
        }
    }

    /** To be called in checked before an entity is given a value. */
    final void beforeWrite(String verb) {
        if (guard != null) {
            guard.beforeWrite(verb);
        }
    }

    /** Makes this table grow with the world; to be called once all else is made. */
    final void join() {
        entityManager.registerEntityStore(new Growth());
    }

    /** Makes room for this many entity ids. */
    void ensureEntities(int count) {
        if (count > marks.length) {
            marks = Arrays.copyOf(marks, count);
        }
    }

    /** The slot of the entity's value, or {@link #NONE}. */
    final int slotOf(int entity) {
        long mark = markOf(entity);
        return isLive(mark) ? (int) mark : NONE;
    }

    /** The slot of the value that the entity was given in this tick, or {@link #NONE}. */
    final int slotOfThisTick(int entity) {
        long mark = markOf(entity);
        return stampOf(mark) == tick ? (int) mark : NONE;
    }

    /** The slot for a value that the entity is to be given; changes nothing yet. */
    final int slotToFill(int entity) {
        if (locked) {
            throw refused(entity);
        }
        requireAlive(entity);
        int slot = slotOf(entity);
        if (slot == NONE) {
            slot = size;
            if (slot == entities.length) {
                entities = Arrays.copyOf(entities, 2 * slot);
            }
        }
        return slot;
    }

    /** Makes the slot, from {@link #slotToFill}, the entity's, from this tick on. */
    final void fill(int slot, int entity) {
        marks[entity] = mark(tick, slot);
        if (slot == size) {
            entities[slot] = entity;
            size++;
        }
    }

    /** How many ticks ago the value of a slot in use was made. */
    final int ageOf(int slot) {
        return tick - stampOf(marks[entities[slot]]);
    }

    /** Makes room for this many values. */
    final void ensureSlots(int count) {
        if (entities.length < count) {
            entities = Arrays.copyOf(entities, 2 * count);
        }
    }

    /** No entity has a value any more. */
    final void clear() {
        for (int slot = 0; slot < size; slot++) {
            marks[entities[slot]] = 0;
        }
        int used = size;
        size = 0;
        ended(0, used);
    }

    /** Makes the slot, the next one, the entity's, with a value that was made so many ticks ago. */
    final void fill(int slot, int entity, int age) {
        entities[slot] = entity;
        marks[entity] = mark(tick - Math.min(age, lifetime - 1), slot);
        size = slot + 1;
    }

    final void lock() {
        locked = true;
    }

    final void unlock() {
        locked = false;
    }

    private ParallelMisuseException refused(int entity) {
        return ParallelMisuseException.inBody(
                "Entity " + entity + " was given a " + name,
                "emit an event, and create it in a later system");
    }

    final int check(int index) {
        if (index < 0 || index >= size) {
            throw outside(index);
        }
        return index;
    }

    /** Throws if no entity has this id now; one that was deleted in this tick still has. */
    final void requireAlive(int entity) {
        if (world.getEntity(entity) == null || !entityManager.isActive(entity)) {
            throw noEntity(entity);
        }
    }

    /**
     * Ends the tick.
     *
     * @param completed whether the last round of listeners is over
     */
    final void endTick(boolean completed) {
        int kept = lifetime == 1 ? 0 : keep(completed);
        int used = size;
        size = kept;
        if (tick == Integer.MAX_VALUE) {
            restartNumbers();
        } else {
            tick++;
        }
        ended(kept, used);
    }

    /**
     * Ends what deleted entities have, without ending the tick; listeners have been told of them.
     */
    final void forgetDeleted() {
        int used = size;
        if (used > 0) {
            size = keepLiving();
            ended(size, used);
        }
    }

    private int keepLiving() {
        int kept = 0;
        for (int slot = 0; slot < size; slot++) {
            int entity = entities[slot];
            if (settled.get(entity)) {
                move(slot, kept++);
            } else {
                marks[entity] = 0;
            }
        }
        return kept;
    }

    private void move(int slot, int kept) {
        if (slot != kept) {
            int entity = entities[slot];
            entities[kept] = entity;
            marks[entity] = mark(stampOf(marks[entity]), kept);
            exchange(slot, kept);
        }
    }

    /** Makes numbers of entities ids, in whatever is marked to hold ids. */
    abstract void settle(NewIds ids);

    /** Exchanges the values of two slots. */
    abstract void exchange(int slot, int other);

    /** Told that the values of these slots have come to their end. */
    abstract void ended(int from, int to);

    private int keep(boolean completed) {
        int kept = 0;
        for (int slot = 0; slot < size; slot++) {
            int entity = entities[slot];
            int stamp = stampOf(marks[entity]);
            boolean gone = completed && !settled.get(entity);
            if (gone || tick - stamp >= lifetime - 1) {
                marks[entity] = 0;
            } else {
                move(slot, kept++);
            }
        }
        return kept;
    }

    private void restartNumbers() {
        long[] restarted = new long[marks.length];
        for (int slot = 0; slot < size; slot++) {
            int entity = entities[slot];
            int ageInNextTick = tick - stampOf(marks[entity]) + 1;
            restarted[entity] = mark(lifetime - ageInNextTick, slot);
        }
        marks = restarted;
        tick = lifetime;
    }

    private long markOf(int entity) {
        if (entity < 0 || entity >= marks.length) {
            throw noEntity(entity);
        }
        return marks[entity];
    }

    private boolean isLive(long mark) {
        return tick - stampOf(mark) < lifetime;
    }

    private static int stampOf(long mark) {
        return (int) (mark >>> Integer.SIZE);
    }

    private static long mark(int stamp, int slot) {
        return (long) stamp << Integer.SIZE | slot;
    }

    private DeadEntityException noEntity(int entity) {
        return EntityNumbers.noEntity(entity, "its " + name + " was asked for");
    }

    private OutOfBoundsException outside(int index) {
        return new OutOfBoundsException(
                "Index "
                        + index
                        + " is outside the "
                        + size
                        + " entities that have "
                        + name
                        + "; use 0 to size() - 1.");
    }

    @Override
    public final String toString() {
        return name + " of " + size + " entities";
    }

    /** A store that holds no bits and is there to be told how many there would be. */
    private final class Growth extends BitVector {

        @Override
        public void ensureCapacity(int bits) {
            // The entity manager's own list grows to one more than what it asks of its stores.
            ensureEntities(bits + 1);
        }
    }
}
