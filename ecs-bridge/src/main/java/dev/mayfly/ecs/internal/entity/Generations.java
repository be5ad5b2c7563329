package dev.mayfly.ecs.internal.entity;

import com.artemis.World;
import com.artemis.utils.BitVector;

import dev.mayfly.ecs.error.DeadEntityException;
import dev.mayfly.ecs.internal.artemis.EntityBooks;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/*
 * How it works. A handle is the generation of an id in the high half, and the id in the low one. An
 * id's generation is one more than how often it has been freed since counting began, so handles of
 * two entities that had one id differ. Artemis frees ids in one place: when the strategy has come
 * to the end of a tick, those in `pendingPurge`, whichever way they were deleted. The generation
 * is raised right before that. Until then an entity that was deleted has its id and generation, and
 * is told by its bit in `pendingPurge`. A tick that fails frees nothing, and its dead wait.
 *
 * A handle is alive if an entity has the id (it was handed out and does not wait to be again), it
 * is not about to be freed, and the generation is the same. The first two cannot be left out: a
 * restore may go back to a time before the id was handed out, and then its generation is that of
 * the entity that is to come.
 *
 * Counting begins when the world is first asked for handles. Before that there is none, so all ids
 * may have the first generation. Once begun it never ends: a restore brings generations back to
 * what they were, and goes on counting.
 *
 * Ids that were never freed have no place in the array, so a world that deletes nothing has none.
 */
/** Which entity, of those that had it one after the other, has an id now. */
public final class Generations {

    /** In place of a system: none had its turn, since the world was between two ticks. */
    public static final int NO_SYSTEM = -1;

    /** In place of a system: a subscription listener. */
    public static final int LISTENER = -2;

    /** In place of a system: somebody else's strategy runs the world and does not say which. */
    public static final int UNSEEN = -3;

    /** That of an id that was not freed since counting began; 0 is none, so no handle is 0. */
    private static final int FIRST = 1;

    private final Deaths deaths = new Deaths();

    /** Null before counting begins. */
    private @Nullable World world;

    /** Looked up when first needed: what they lead to may be replaced while a world is made. */
    private @Nullable EntityBooks books;

    /** By id; those beyond its end are the first. */
    private int[] generations = {};

    /** How many ticks have ended. */
    private int ticks;

    /** Those of a world that nobody has asked for handles yet. */
    public Generations() {}

    /** Counts from now on, if it does not yet. */
    public void count(World whose) {
        world = whose;
    }

    /** Whether there may be handles. */
    public boolean isCounting() {
        return world != null;
    }

    /** Null before counting begins. */
    private @Nullable EntityBooks books() {
        EntityBooks known = books;
        if (known == null && world != null) {
            known = new EntityBooks(world);
            books = known;
        }
        return known;
    }

    // --- handles

    /** The id in a handle. */
    public static int idOf(long handle) {
        return (int) handle;
    }

    private static int generationOf(long handle) {
        return (int) (handle >>> Integer.SIZE);
    }

    /**
     * The handle of an entity.
     *
     * @throws DeadEntityException if there is none, or it was deleted
     */
    public long of(int entity) {
        EntityBooks ids = Objects.requireNonNull(books(), "Counting begins before this");
        if (!ids.isTaken(entity)) {
            throw EntityNumbers.noEntity(entity, "a handle of it was asked for");
        }
        long handle = handle(entity);
        if (!ids.isAlive(entity)) {
            throw gone(handle);
        }
        return handle;
    }

    /** The handle of an entity; 0 if there is none, or it was deleted. */
    public long ofLiving(int entity) {
        EntityBooks ids = books();
        return ids != null && ids.isAlive(entity) ? handle(entity) : 0;
    }

    private long handle(int entity) {
        return (long) generation(entity) << Integer.SIZE | entity;
    }

    /** Whether the entity of a handle is there, and was not deleted. */
    public boolean isAlive(long handle) {
        EntityBooks ids = books();
        int id = idOf(handle);
        return ids != null && ids.isAlive(id) && generation(id) == generationOf(handle);
    }

    /**
     * The id of the entity of a handle.
     *
     * @throws DeadEntityException if it is gone
     */
    public int id(long handle) {
        if (!isAlive(handle)) {
            requireHandle(handle);
            throw gone(handle);
        }
        return idOf(handle);
    }

    /** The id of the entity of a handle, until it is freed; -1 from then on. */
    public int idOrNone(long handle) {
        EntityBooks ids = books();
        int id = idOf(handle);
        return ids != null && ids.isTaken(id) && generation(id) == generationOf(handle) ? id : -1;
    }

    /** Throws if this cannot be a handle of any world. */
    public void requireHandle(long handle) {
        if (generationOf(handle) == 0 || idOf(handle) < 0) {
            throw DeadEntityException.noHandle(handle);
        }
    }

    private DeadEntityException gone(long handle) {
        int id = idOf(handle);
        int generation = generationOf(handle);
        EntityBooks ids = books();
        boolean waits = ids != null && ids.isTaken(id) && generation == generation(id);
        String end = deaths.tell(id, generation, waits ? ticks : Deaths.NO_TICK, world);
        return DeadEntityException.gone(id, generation, end);
    }

    private int generation(int id) {
        return id < generations.length ? generations[id] : FIRST;
    }

    // --- counting

    /**
     * Remembers who deleted the entities that were deleted since the listeners were last told.
     *
     * @param turn the index of the system that had its turn last; or what is in the place of one
     */
    public void noteDeaths(int turn) {
        EntityBooks ids = books();
        if (ids != null && !ids.deleted().isEmpty()) {
            note(ids.deleted(), turn);
        }
    }

    private void note(BitVector dead, int turn) {
        for (int id = dead.nextSetBit(0); id >= 0; id = dead.nextSetBit(id + 1)) {
            deaths.note(id, generation(id), ticks, turn);
        }
    }

    /**
     * A tick has come to its end.
     *
     * @param completed whether Artemis frees ids next; not where the tick failed
     * @param turn the index of the system that had its turn last, or what is in the place of one
     */
    public void endTick(boolean completed, int turn) {
        EntityBooks ids = books();
        if (ids != null && !ids.pendingPurge().isEmpty()) {
            if (completed) {
                beforeFreeing();
            } else {
                note(ids.pendingPurge(), turn);
            }
        }
        ticks++;
    }

    /** Artemis frees ids next; who was deleted in the last round was by a listener. */
    public void beforeFreeing() {
        EntityBooks ids = books();
        if (ids != null && !ids.pendingPurge().isEmpty()) {
            note(ids.pendingPurge(), LISTENER);
            raise(ids.pendingPurge(), ids.nextId());
        }
    }

    private void raise(BitVector freed, int ids) {
        for (int id = freed.nextSetBit(0); id >= 0; id = freed.nextSetBit(id + 1)) {
            if (id >= generations.length) {
                grow(Math.max(ids, id + 1));
            }
            generations[id] = after(generations[id]);
        }
    }

    /** The next one; after the last the first, as 0 would be none. */
    private static int after(int generation) {
        return generation == -1 ? FIRST : generation + 1;
    }

    private void grow(int count) {
        int known = generations.length;
        generations = Arrays.copyOf(generations, Math.max(count, known + (known >> 1)));
        Arrays.fill(generations, known, generations.length, FIRST);
    }

    // --- for images

    /** How many ticks have ended, in this world and in those that it was restored from. */
    public int ticks() {
        return ticks;
    }

    /**
     * Copies the generations of the first ids.
     *
     * @return {@code target}, or a longer array where that is short
     */
    public int[] save(int[] target, int ids) {
        int[] enough = target.length < ids ? new int[Math.max(ids, generations.length)] : target;
        int known = Math.min(ids, generations.length);
        System.arraycopy(generations, 0, enough, 0, known);
        Arrays.fill(enough, known, ids, FIRST);
        return enough;
    }

    /** Makes room for this many ids, after which {@link #restore} allocates nothing. */
    public void ensureRoom(int ids) {
        if (generations.length < ids) {
            grow(ids);
        }
    }

    /** Makes all what it was: the generations of the first ids; the others are the first. */
    public void restore(int[] source, int ids, int ticksThen) {
        ensureRoom(ids);
        ticks = ticksThen;
        System.arraycopy(source, 0, generations, 0, ids);
        Arrays.fill(generations, ids, generations.length, FIRST);
    }
}
