package dev.mayfly.ecs.internal.store;

import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.ComponentType;
import com.artemis.ComponentTypeFactory.ComponentTypeListener;
import com.artemis.World;
import com.artemis.utils.Bag;

import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.error.UnsupportedArtemisException;
import dev.mayfly.ecs.internal.access.GuardedMapper;
import dev.mayfly.ecs.internal.access.Turns;
import dev.mayfly.ecs.internal.access.TypeGuard;
import dev.mayfly.ecs.internal.artemis.ArtemisInternals;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The stores of one world's SoA components.
 *
 * <p>Artemis makes a mapper of its own the moment it first hears of a component type, and then
 * tells its type listeners. This has one: for a SoA type it builds the store and puts a mapper of
 * the bridge into the table that every lookup goes through, before anyone has seen the stock
 * mapper. Transmuters and compositions look their mappers up when they are first used, so they meet
 * ours too. Types that were known before the world was joined are replaced then.
 */
public final class SoaStores {

    @SuppressWarnings("rawtypes")
    private Bag<ComponentMapper> mappers = new Bag<>();

    private final Class<? extends Component> parent;
    private final Turns turns;
    private final Function<String, SoaBuffer> columns;
    private final Function<Store<?>, ComponentMapper<?>> mapping;
    private final Map<Class<?>, Store<?>> ofType = new HashMap<>();
    private final List<Store<?>> stores = new ArrayList<>();
    private final List<Store<?>> view = Collections.unmodifiableList(stores);
    private @Nullable World world;
    private @Nullable AddingUndo undo;

    /**
     * No stores, of no world yet.
     *
     * @param parent of all SoA component types
     * @param columns makes the buffer for the columns of a type of this name
     * @param mapping makes the mapper for a store
     */
    public SoaStores(
            Class<? extends Component> parent,
            Turns turns,
            Function<String, SoaBuffer> columns,
            Function<Store<?>, ComponentMapper<?>> mapping) {
        this.parent = parent;
        this.turns = turns;
        this.columns = columns;
        this.mapping = mapping;
    }

    /** Replaces mappers in this world from now on; while it is made. */
    public void join(World joined) {
        world = joined;
        mappers = ArtemisInternals.mapperTable(joined.getComponentManager());
        undo = new AddingUndo(joined, mappers);
        joined.getComponentManager().getTypeFactory().register(new TypeListener());
    }

    /** The world that they belong to. */
    public World world() {
        return Objects.requireNonNull(world, "The world is joined before anyone asks");
    }

    /** Whether components of the type are kept in stores. */
    public boolean isStored(Class<?> type) {
        return parent.isAssignableFrom(type);
    }

    /** The one component of a type, built now if the world has not met the type before. */
    public <T extends Component> T component(Class<T> type) {
        StoreBuilder.requireConcrete(type);
        Declaration underway = Declaration.underway();
        if (underway != null && underway.type().equals(type)) {
            throw new ComponentTypeException(
                    type,
                    "asks for itself while it is constructed; have its constructor make columns,"
                            + " and nothing else");
        }
        ComponentMapper<T> mapper = world().getMapper(type);
        Store<?> known = ofType.get(type);
        if (known == null) {
            // An earlier attempt to build it has failed, and this one says why again.
            known = replaceMapper(type, mapper.getType().getIndex());
        }
        return type.cast(known.component());
    }

    /** The stores that the world has so far, in the order in which it met their types. */
    public List<Store<?>> all() {
        return view;
    }

    /** Ends every store; a later use of a column throws. */
    public void close() {
        stores.forEach(store -> store.columns().close());
        stores.clear();
    }

    private <T extends Component> Store<T> replaceMapper(Class<T> type, int index) {
        StoreBuilder.requireConcrete(type);
        SoaBuffer rows = columns.apply(type.getSimpleName());
        T component = StoreBuilder.build(type, world(), rows);
        TypeGuard guard = new TypeGuard(turns, type);
        if (Safety.CHECKED) {
            Insides.of(rows).guard(guard);
        }
        Store<T> store = new Store<>(type, component, rows, guard, undo());
        ComponentMapper<?> mapper = mapping.apply(store);
        mappers.set(index, mapper);
        stores.add(store);
        ofType.put(type, store);
        if (!mapper.equals(world().getMapper(type))) {
            throw new UnsupportedArtemisException(
                    "the mapper of "
                            + type.getSimpleName()
                            + " is not looked up in ComponentManager.mappers");
        }
        return store;
    }

    private AddingUndo undo() {
        return Objects.requireNonNull(undo, "The world is joined before anyone asks");
    }

    private <T extends Component> void guardMapper(Class<T> type, int index) {
        GuardedMapper<T> mapper = new GuardedMapper<>(type, world(), turns);
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
                    onCreated(registered.get(i));
                }
            }
        }

        @Override
        public void onCreated(ComponentType type) {
            if (isStored(type.getType())) {
                replaceMapper(type.getType(), type.getIndex());
            } else if (Safety.CHECKED) {
                guardMapper(type.getType(), type.getIndex());
            }
        }
    }
}
