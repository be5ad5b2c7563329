package dev.mayfly.ecs;

import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.ComponentType;
import com.artemis.ComponentTypeFactory.ComponentTypeListener;
import com.artemis.World;
import com.artemis.annotations.SkipWire;
import com.artemis.utils.Bag;
import com.artemis.utils.BitVector;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.UnsupportedArtemisException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The stores of one world's SoA components.
 *
 * <p>Artemis makes a mapper of its own the moment it first hears of a component type, and then
 * tells its type listeners. This is one: for a SoA type it builds the store and puts a {@link
 * SoaMapper} into the table that every lookup goes through, before anyone has seen the stock
 * mapper. Transmuters and compositions look their mappers up when they are first used, so they meet
 * ours too. Types that were known before this system joined the world are replaced when it joins.
 */
@SkipWire
final class SoaStores extends PassiveSystem {

    @SuppressWarnings("rawtypes")
    private Bag<ComponentMapper> mappers = new Bag<>();

    private final Turns turns;
    private final WorldTags tags;
    private final List<SoaComponent> stores = new ArrayList<>();
    private final List<SoaComponent> view = Collections.unmodifiableList(stores);

    SoaStores(Turns turns, WorldTags tags) {
        this.turns = turns;
        this.tags = tags;
    }

    /** The store of a type, built now if the world has not met the type before. */
    <T extends SoaComponent> T store(Class<T> type) {
        StoreBuilder.requireConcrete(type);
        ComponentMapper<T> mapper = world.getMapper(type);
        if (mapper instanceof SoaMapper<T> ours) {
            return ours.store();
        }
        // An earlier attempt to build it has failed, and this one says why again.
        return replaceMapper(type, mapper.getType().getIndex()).store();
    }

    /** The world that they belong to. */
    World world() {
        return world;
    }

    /** The stores that the world has so far, in the order in which it met their types. */
    List<SoaComponent> all() {
        return view;
    }

    /** Ends every store; a later use of a column throws. */
    void close() {
        stores.forEach(store -> store.columns().close());
        stores.clear();
    }

    /**
     * Takes from an entity what it was given by an operation that has failed since. Artemis adds
     * one component after the other and changes the composition last, so that is what a mapper
     * knows of and the composition does not. An entity that is not among the changed ones was being
     * made from an archetype; as nobody will learn its id, it is deleted.
     */
    void undoAdding(int entityId, Throwable failure) {
        EntityBooks books = new EntityBooks(world);
        BitVector composition = books.composition(books.identities.get(entityId));
        for (int i = 0; i < mappers.size(); i++) {
            ComponentMapper<?> mapper = mappers.get(i);
            if (mapper != null && !composition.get(i) && mapper.has(entityId)) {
                try {
                    ArtemisInternals.remove(mapper, entityId);
                } catch (RuntimeException second) {
                    failure.addSuppressed(second);
                }
            }
        }
        if (!books.changed.get(entityId)) {
            world.delete(entityId);
        }
    }

    @Override
    protected void setWorld(World world) {
        super.setWorld(world);
        mappers = ArtemisInternals.mapperTable(world.getComponentManager());
        world.getComponentManager().getTypeFactory().register(new TypeListener());
    }

    private <T extends SoaComponent> SoaMapper<T> replaceMapper(Class<T> type, int index) {
        T store = StoreBuilder.build(type, world, tags);
        TypeGuard guard = new TypeGuard(turns, type);
        if (Safety.CHECKED) {
            store.columns().guard(guard);
        }
        SoaMapper<T> mapper = new SoaMapper<>(type, world, store, this, guard);
        store.mapper(mapper);
        mappers.set(index, mapper);
        stores.add(store);
        if (world.getMapper(type) != mapper) {
            throw new UnsupportedArtemisException(
                    "the mapper of "
                            + type.getSimpleName()
                            + " is not looked up in ComponentManager.mappers");
        }
        return mapper;
    }

    private <T extends Component> void guardMapper(Class<T> type, int index) {
        GuardedMapper<T> mapper = new GuardedMapper<>(type, world, turns);
        int room = ArtemisInternals.components(mappers.get(index)).getCapacity();
        ArtemisInternals.components(mapper).ensureCapacity(room);
        mappers.set(index, mapper);
    }

    private final class TypeListener implements ComponentTypeListener {

        @Override
        public void initialize(Bag<ComponentType> registered) {
            for (int i = 0; i < registered.size(); i++) {
                // The mapper of a plain type may be in use already, and stays.
                if (isSoa(registered.get(i))) {
                    onCreated(registered.get(i));
                }
            }
        }

        @Override
        public void onCreated(ComponentType type) {
            if (isSoa(type)) {
                replaceMapper(type.getType().asSubclass(SoaComponent.class), type.getIndex());
            } else if (Safety.CHECKED) {
                guardMapper(type.getType(), type.getIndex());
            }
        }

        private static boolean isSoa(ComponentType type) {
            return SoaComponent.class.isAssignableFrom(type.getType());
        }
    }
}
