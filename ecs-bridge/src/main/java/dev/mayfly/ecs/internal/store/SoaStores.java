package dev.mayfly.ecs.internal.store;

import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.ComponentType;
import com.artemis.ComponentTypeFactory.ComponentTypeListener;
import com.artemis.World;
import com.artemis.utils.Bag;
import com.artemis.utils.BitVector;

import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.error.UnsupportedArtemisException;
import dev.mayfly.ecs.internal.access.GuardedMapper;
import dev.mayfly.ecs.internal.access.OwnedColumns;
import dev.mayfly.ecs.internal.access.Turns;
import dev.mayfly.ecs.internal.access.TypeGuard;
import dev.mayfly.ecs.internal.artemis.ArtemisInternals;
import dev.mayfly.ecs.internal.artemis.EarlyMapper;
import dev.mayfly.ecs.internal.artemis.EntityBooks;
import dev.mayfly.ecs.internal.artemis.LinkSites;
import dev.mayfly.ecs.internal.entity.TakenIds;
import dev.mayfly.ecs.internal.entity.WorldColumns;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The stores of one world's components that are kept in columns.
 *
 * <p>Artemis makes a mapper of its own the moment it first hears of a component type, and then
 * tells its type listeners. This has one: for such a type it builds the store and puts a mapper of
 * the bridge into the table that every lookup goes through, before anyone has seen the stock
 * mapper. Transmuters and compositions look their mappers up when they are first used, so they meet
 * ours too. Types that were known before the world was joined are replaced then.
 */
public final class SoaStores {

    private static final String ADVICE =
            "Ask its mapper (has) before, or go through the entities of an aspect that asks for"
                    + " it.";

    @SuppressWarnings("rawtypes")
    private Bag<ComponentMapper> mappers = new Bag<>();

    private final StoredTypes types;
    private final Turns turns;
    private final TakenIds ids;
    private final WorldColumns columnsOfWorld;
    private final Function<String, SoaBuffer> columns;
    private final Map<Class<?>, Store<?>> ofType = new HashMap<>();
    private final List<Store<?>> stores = new ArrayList<>();
    private final List<Store<?>> view = Collections.unmodifiableList(stores);

    /** Those that hold objects as well. */
    private final List<Store<?>> withObjects = new ArrayList<>();

    /** What the stores share, by its class. */
    private final Map<Class<?>, Object> shared = new HashMap<>();

    /** From checked on: the entities whose components Artemis takes away after the tick. */
    private final BitVector dying = new BitVector();

    private @Nullable World world;
    private @Nullable AddingUndo undo;
    private @Nullable EntityBooks books;
    private @Nullable LinkSites links;

    /**
     * No stores, of no world yet.
     *
     * @param types which are kept in columns, and how
     * @param ids which of the world's are entities'
     * @param columnsOfWorld what their columns belong to
     * @param columns makes the buffer for the columns of a type of this name
     */
    public SoaStores(
            StoredTypes types,
            Turns turns,
            TakenIds ids,
            WorldColumns columnsOfWorld,
            Function<String, SoaBuffer> columns) {
        this.types = types;
        this.turns = turns;
        this.ids = ids;
        this.columnsOfWorld = columnsOfWorld;
        this.columns = columns;
    }

    /** Replaces mappers in this world from now on; while it is made. */
    public void join(World joined) {
        world = joined;
        mappers = ArtemisInternals.mapperTable(joined.getComponentManager());
        undo = new AddingUndo(joined, mappers);
        joined.getComponentManager().getTypeFactory().register(new TypeListener());
    }

    /**
     * Has columns of ids be links for the world's link managers, from now on; when its systems are
     * about to be initialized, so that they find them when they register listeners.
     */
    public void joinLinks() {
        links = LinkSites.of(world());
        stores.forEach(this::link);
    }

    private void link(Store<?> store) {
        if (links != null) {
            for (IdColumn each : IdColumn.of(store.instance())) {
                links.add(store.type(), store.fieldOf(each.field()), each.asLinks());
            }
            for (ObjectLink each : ObjectLink.of(store)) {
                each.addTo(links, world());
            }
            for (HandleColumn each : HandleColumn.of(store.instance())) {
                links.add(store.type(), each.field(), each.asLinks(columnsOfWorld.generations()));
            }
        }
    }

    /** The world that they belong to. */
    public World world() {
        return Objects.requireNonNull(world, "The world is joined before anyone asks");
    }

    /** What their columns belong to. */
    public WorldColumns columns() {
        return columnsOfWorld;
    }

    /** Whether components of the type are kept in stores. */
    public boolean isStored(Class<?> type) {
        return types.isStored(type);
    }

    /**
     * The one component of a type that declares its columns itself, built now if the world has not
     * met the type before.
     */
    public <T extends Component> T component(Class<T> type) {
        return type.cast(store(type).instance());
    }

    /** The store of a type, built now if the world has not met the type before. */
    public Store<?> store(Class<? extends Component> type) {
        StoreBuilder.requireConcrete(type);
        Declaration underway = Declaration.underway();
        if (underway != null && underway.type().equals(type)) {
            throw new ComponentTypeException(
                    type,
                    "asks for itself while it is constructed; have its constructor make columns,"
                            + " and nothing else");
        }
        ComponentMapper<?> mapper = world().getMapper(type);
        Store<?> known = ofType.get(type);
        if (known == null) {
            // An earlier attempt to build it has failed, and this one says why again.
            known = replaceMapper(type, mapper.getType().getIndex());
        }
        return known;
    }

    /** The stores that the world has so far, in the order in which it met their types. */
    public List<Store<?>> all() {
        return view;
    }

    /**
     * Has what entities lost in the tick be read no longer; from checked on.
     *
     * @param completed whether the last round of listeners is over, which may read it
     */
    public void endTick(boolean completed) {
        if (completed) {
            for (int i = 0; i < stores.size(); i++) {
                stores.get(i).presence().endTick();
            }
            dying.clear();
            dying.or(books().pendingPurge());
        }
    }

    /** Has what entities lost in the tick be let go of, where it is objects. */
    public void forgetObjects() {
        for (int i = 0; i < withObjects.size(); i++) {
            withObjects.get(i).forgetObjects();
        }
    }

    private EntityBooks books() {
        if (books == null) {
            books = new EntityBooks(world());
        }
        return books;
    }

    /** Ends every store; a later use of a column throws. */
    public void close() {
        stores.forEach(store -> store.columns().close());
        stores.clear();
        withObjects.clear();
    }

    private <T extends Component> Store<T> replaceMapper(Class<T> type, int index) {
        StoreBuilder.requireConcrete(type);
        ContribTypes.refuse(type);
        SoaBuffer rows = columns.apply(type.getSimpleName());
        Class<?> declaring = types.declaring(type);
        Declaration declaration = new Declaration(declaring, world(), rows, shared);
        Object instance = StoreBuilder.build(declaration, declaring, columnsOfWorld);
        TypeGuard guard = new TypeGuard(turns, type);
        OwnedColumns owned = ownedColumns(rows, guard);
        Presence presence = new Presence(rows, owned == null ? null : owned.rows(), dying);
        Store<T> store = new Store<>(type, instance, rows, guard, owned, presence, ids, undo());
        declaration.store(store, types.isCanonical(type));
        ComponentMapper<?> mapper = types.mapper(store);
        mappers.set(index, mapper);
        stores.add(store);
        if (store.holdsObjects()) {
            withObjects.add(store);
        }
        ofType.put(type, store);
        if (!mapper.equals(world().getMapper(type))) {
            throw new UnsupportedArtemisException(
                    "the mapper of "
                            + type.getSimpleName()
                            + " is not looked up in ComponentManager.mappers");
        }
        link(store);
        return store;
    }

    private @Nullable OwnedColumns ownedColumns(SoaBuffer rows, TypeGuard guard) {
        if (!Safety.CHECKED) {
            return null;
        }
        OwnedColumns owned = new OwnedColumns(guard, world(), Insides.of(rows), ADVICE);
        columnsOfWorld.addGuard(Insides.of(rows), owned.rows());
        return owned;
    }

    private AddingUndo undo() {
        return Objects.requireNonNull(undo, "The world is joined before anyone asks");
    }

    private <T extends Component> void guardMapper(Class<T> type, int index) {
        GuardedMapper<T> mapper = new GuardedMapper<>(type, world(), turns, ids);
        int room = ArtemisInternals.components(mappers.get(index)).getCapacity();
        ArtemisInternals.components(mapper).ensureCapacity(room);
        mappers.set(index, mapper);
    }

    private final class TypeListener implements ComponentTypeListener {

        @Override
        public void initialize(Bag<ComponentType> registered) {
            for (int i = 0; i < registered.size(); i++) {
                // The mapper of a plain type may be in use already, and stays.
                if (isStored(registered.get(i).getType())) {
                    ComponentMapper<?> early = mappers.get(registered.get(i).getIndex());
                    onCreated(registered.get(i));
                    EarlyMapper.refuse(early);
                }
            }
        }

        @Override
        public void onCreated(ComponentType type) {
            if (isStored(type.getType())) {
                replaceMapper(type.getType(), type.getIndex());
            } else {
                types.met(type.getType());
                if (Safety.CHECKED) {
                    guardMapper(type.getType(), type.getIndex());
                }
            }
        }
    }
}
