package dev.mayfly.ecs;

import com.artemis.Component;
import com.artemis.ComponentManager;
import com.artemis.ComponentType;
import com.artemis.EntityManager;
import com.artemis.World;
import com.artemis.utils.Bag;
import com.artemis.utils.BitVector;
import com.artemis.utils.ImmutableBag;
import com.artemis.utils.IntDeque;
import com.artemis.utils.ShortBag;

import dev.mayfly.ecs.error.PlainComponentException;

import java.lang.reflect.Field;

/**
 * What Artemis keeps of one world's entities: which ids were handed out, which of them wait to be
 * handed out again and in which order, which composition each entity has, and what has changed
 * since the listeners were last told.
 */
final class EntityBooks {

    private final World world;
    private final Field nextId = ArtemisInternals.field(EntityManager.class, "nextId");

    /** The ids to hand out again, the next one first. */
    final IntDeque queue;

    /** The same ids as bits. */
    final BitVector recycled;

    /** The composition of each id; 0 for one that waits. */
    final ShortBag identities;

    /** Each composition as bits of type indices; never changes but at its end. */
    private final Bag<?> compositions;

    final BitVector changed;
    final BitVector deleted;
    final BitVector pendingPurge;

    private final BitVector plainTypes = new BitVector();
    private int typesSeen;

    EntityBooks(World world) {
        this.world = world;
        EntityManager ids = world.getEntityManager();
        queue = ArtemisInternals.read(EntityManager.class, "limbo", ids, IntDeque.class);
        recycled = ArtemisInternals.read(EntityManager.class, "recycled", ids, BitVector.class);

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

    /** The id that the next new entity gets if none waits to be handed out again. */
    int nextId() {
        try {
            return nextId.getInt(world.getEntityManager());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("An accessible field refuses access: " + nextId, e);
        }
    }

    void nextId(int id) {
        try {
            nextId.setInt(world.getEntityManager(), id);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("An accessible field refuses access: " + nextId, e);
        }
    }

    /** The types of a composition, as bits of type indices. */
    BitVector composition(int identity) {
        return (BitVector) compositions.get(identity);
    }

    /** How many compositions the world has met. */
    int compositions() {
        return compositions.size();
    }

    /**
     * Makes room for this many ids in every store of the world. Nothing else has changed when this
     * returns or throws.
     */
    void reserve(int ids) {
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

    /**
     * Throws if an entity has a component that is not a {@link SoaComponent}: an object, of which
     * there is no copying by columns.
     */
    void requireNoPlainComponents() {
        BitVector plain = plainTypes();
        if (plain.isEmpty()) {
            return;
        }
        BitVector plainCompositions = compositionsWith(plain);
        short[] of = identities.getData();
        for (int id = 0, end = nextId(); id < end; id++) {
            if (plainCompositions.get(of[id])) {
                BitVector types = new BitVector(composition(of[id]));
                types.and(plain);
                throw new PlainComponentException(id, type(types.nextSetBit(0)));
            }
        }
    }

    /** Types are only ever added to a world, so each is looked at once. */
    private BitVector plainTypes() {
        ImmutableBag<ComponentType> types = world.getComponentManager().getComponentTypes();
        for (; typesSeen < types.size(); typesSeen++) {
            if (!SoaComponent.class.isAssignableFrom(types.get(typesSeen).getType())) {
                plainTypes.set(typesSeen);
            }
        }
        return plainTypes;
    }

    private BitVector compositionsWith(BitVector types) {
        BitVector with = new BitVector();
        for (int i = 0; i < compositions(); i++) {
            with.set(i, composition(i).intersects(types));
        }
        return with;
    }

    /** The type of this index. */
    Class<? extends Component> type(int index) {
        return world.getComponentManager().getTypeFactory().getTypeFor(index).getType();
    }
}
