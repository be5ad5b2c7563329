package dev.mayfly.ecs.internal.artemis;

import com.artemis.Component;
import com.artemis.ComponentManager;
import com.artemis.EntityManager;
import com.artemis.World;
import com.artemis.utils.Bag;
import com.artemis.utils.BitVector;
import com.artemis.utils.IntDeque;
import com.artemis.utils.ShortBag;

import java.lang.invoke.VarHandle;

/**
 * What Artemis keeps of one world's entities: which ids were handed out, which of them wait to be
 * handed out again and in which order, which composition each entity has, and what has changed
 * since the listeners were last told. What is returned are Artemis' own objects, to be read and
 * written.
 */
public final class EntityBooks {

    private static final VarHandle NEXT_ID =
            ArtemisInternals.variable(EntityManager.class, "nextId", int.class);

    private final World world;
    private final EntityManager ids;
    private final IntDeque queue;
    private final BitVector recycled;
    private final Bag<?> entities;
    private final Bag<BitVector> stores;
    private final ShortBag identities;
    private final Bag<?> compositions;
    private final BitVector changed;
    private final BitVector deleted;
    private final BitVector pendingPurge;

    /** Looks up the books of a world. */
    public EntityBooks(World world) {
        this.world = world;
        ids = world.getEntityManager();
        queue = ArtemisInternals.read(EntityManager.class, "limbo", ids, IntDeque.class);
        recycled = ArtemisInternals.read(EntityManager.class, "recycled", ids, BitVector.class);

        entities = ArtemisInternals.read(EntityManager.class, "entities", ids, Bag.class);
        stores = bitVectors(ids);

        ComponentManager components = world.getComponentManager();
        identities =
                ArtemisInternals.read(
                        ComponentManager.class, "entityToIdentity", components, ShortBag.class);
        Object resolver =
                ArtemisInternals.read(
                        ComponentManager.class, "identityResolver", components, Object.class);
        compositions =
                ArtemisInternals.read(resolver.getClass(), "compositionBits", resolver, Bag.class);

        Object changes = ArtemisInternals.read(World.class, "batchProcessor", world, Object.class);
        Class<?> type = changes.getClass();
        changed = ArtemisInternals.read(type, "changed", changes, BitVector.class);
        deleted = ArtemisInternals.read(type, "deleted", changes, BitVector.class);
        pendingPurge = ArtemisInternals.read(type, "pendingPurge", changes, BitVector.class);
    }

    @SuppressWarnings("unchecked")
    private static Bag<BitVector> bitVectors(EntityManager ids) {
        return (Bag<BitVector>)
                ArtemisInternals.read(EntityManager.class, "entityBitVectors", ids, Bag.class);
    }

    /** The ids to hand out again, the next one first. */
    public IntDeque queue() {
        return queue;
    }

    /** The same ids as bits. */
    public BitVector recycled() {
        return recycled;
    }

    /** The composition of each id, by its number; 0 for one that waits. */
    public ShortBag identities() {
        return identities;
    }

    /** The entities that were changed since the listeners were told. */
    public BitVector changed() {
        return changed;
    }

    /** Those that were deleted. */
    public BitVector deleted() {
        return deleted;
    }

    /** Those whose components are taken away when the tick ends. */
    public BitVector pendingPurge() {
        return pendingPurge;
    }

    /** The id that the next new entity gets if none waits to be handed out again. */
    public int nextId() {
        return (int) NEXT_ID.get(ids);
    }

    /** Sets {@link #nextId()}. */
    public void nextId(int id) {
        NEXT_ID.set(ids, id);
    }

    /** Whether an entity has this id, one that was deleted in this tick included. */
    public boolean isTaken(int id) {
        return id >= 0 && id < nextId() && !recycled.unsafeGet(id);
    }

    /** Whether an entity has this id, and will after the tick. */
    public boolean isAlive(int id) {
        return isTaken(id) && !pendingPurge.unsafeGet(id);
    }

    /** The types of a composition, as bits of type indices; never changes but at its end. */
    public BitVector composition(int identity) {
        return (BitVector) compositions.get(identity);
    }

    /** How many compositions the world has met. */
    public int compositions() {
        return compositions.size();
    }

    /** The type of this index. */
    public Class<? extends Component> type(int index) {
        return world.getComponentManager().getTypeFactory().getTypeFor(index).getType();
    }

    /**
     * Grows all that has a place for each id as Artemis does, but the entity manager's own list
     * last: its length is what says that the others need not grow.
     */
    private void growStores(int needed) {
        int capacity = entities.getCapacity();
        if (needed <= capacity) {
            return;
        }
        int enough = Math.max(1, capacity);
        while (enough < needed) {
            enough = (int) Math.min(2L * enough, Integer.MAX_VALUE - 64);
        }
        for (int i = 0; i < stores.size(); i++) {
            stores.get(i).ensureCapacity(enough);
        }
        world.getComponentManager().ensureCapacity(enough);
        entities.ensureCapacity(enough);
    }

    /**
     * Makes room for this many ids in every store of the world. Nothing else has changed when this
     * returns or throws.
     */
    public void reserve(int ids) {
        growStores(ids);
        int next = nextId();
        int waiting = queue.size();
        // Ids that wait would be handed out first; with none, Artemis makes new ones and grows.
        queue.setSize(0);
        try {
            for (int i = next; i < ids; i++) {
                world.create();
            }
        } finally {
            for (int i = next, made = nextId(); i < made; i++) {
                changed.clear(i);
            }
            nextId(next);
            queue.setSize(waiting);
        }
    }
}
