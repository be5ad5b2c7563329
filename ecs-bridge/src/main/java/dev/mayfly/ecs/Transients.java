package dev.mayfly.ecs;

import com.artemis.World;

import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.internal.access.Authors;
import dev.mayfly.ecs.internal.access.ObjectsCopy;
import dev.mayfly.ecs.internal.access.Turns;
import dev.mayfly.ecs.internal.access.TypeGuard;
import dev.mayfly.ecs.internal.entity.NewIds;
import dev.mayfly.ecs.internal.entity.WorldColumns;
import dev.mayfly.ecs.internal.store.StoreBuilder;
import dev.mayfly.ecs.internal.tick.TickStorage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The transients of one world, which end by themselves: {@link FrameMapper}s, {@link
 * FrameComponent}s and {@link FrameEvents}, one of each for a type. Made when the first field that
 * needs it is injected.
 */
final class Transients extends TickStorage {

    private final Turns turns;
    private final WorldTags tags;
    private final WorldColumns columns;
    private final Map<Class<?>, FrameMapper<?>> mappers = new HashMap<>();
    private final Map<Class<?>, FrameComponent> components = new HashMap<>();
    private final Map<Class<?>, FrameEvents<?>> events = new HashMap<>();

    /** All of them in the order of their making: what makes an image of each, by its name. */
    private final List<Supplier<TransientImage>> imagers = new ArrayList<>();

    private final List<String> names = new ArrayList<>();

    private TransientTable[] tables = {};
    private FrameEvents<?>[] queues = {};

    /** Those of the queues that outlive the tick. */
    private FrameEvents<?>[] longQueues = {};

    private int place = BETWEEN_TICKS;

    Transients(Turns turns, WorldTags tags, WorldColumns columns) {
        this.turns = turns;
        this.tags = tags;
        this.columns = columns;
    }

    FrameMapper<?> mapper(World world, Class<?> type) {
        FrameMapper<?> known = mappers.get(type);
        return known != null ? known : addMapper(world, type);
    }

    FrameComponent component(World world, Class<? extends FrameComponent> type) {
        FrameComponent known = components.get(type);
        return known != null ? known : addComponent(world, type);
    }

    FrameEvents<?> events(Class<?> type) {
        FrameEvents<?> known = events.get(type);
        return known != null ? known : addEvents(type);
    }

    @Override
    public void arriveAt(int current) {
        place = current;
        for (FrameEvents<?> queue : longQueues) {
            queue.arriveAt(current);
        }
    }

    @Override
    public void standAt(int current) {
        place = current;
        for (FrameEvents<?> queue : longQueues) {
            queue.standAt(current);
        }
    }

    @Override
    public void forgetDeleted() {
        for (TransientTable table : tables) {
            table.forgetDeleted();
        }
    }

    @Override
    public void endTick(boolean completed) {
        place = BETWEEN_TICKS;
        for (TransientTable table : tables) {
            table.endTick(completed);
        }
        for (FrameEvents<?> queue : queues) {
            queue.endTick();
        }
    }

    @Override
    public void beginLoop(int workers) {
        for (TransientTable table : tables) {
            table.lock();
        }
        for (FrameEvents<?> queue : queues) {
            queue.beginLoop(workers);
        }
    }

    @Override
    public void endLoop(boolean completed) {
        for (TransientTable table : tables) {
            table.unlock();
        }
        for (FrameEvents<?> queue : queues) {
            queue.endLoop(completed);
        }
    }

    /** The {@link FrameComponent}s. */
    Collection<FrameComponent> stores() {
        return components.values();
    }

    /** Makes numbers of entities ids, in whatever is marked to hold ids. */
    void settle(NewIds ids) {
        for (TransientTable table : tables) {
            table.settle(ids);
        }
        for (FrameEvents<?> queue : queues) {
            queue.settle(ids);
        }
    }

    /** How many types there are, of all kinds; once there, one stays. */
    int count() {
        return names.size();
    }

    /** What one of them is, as users write it. */
    String name(int index) {
        return names.get(index);
    }

    /** An image of nothing, for one of them. */
    TransientImage newImage(int index) {
        return imagers.get(index).get();
    }

    private void addImager(String name, Supplier<TransientImage> imager) {
        names.add(name);
        imagers.add(imager);
    }

    /** Shows the values and events that there are to {@code copy}. */
    void show(Authors authors, ObjectsCopy copy) {
        mappers.forEach((type, mapper) -> mapper.show(copy, !authors.mayWrite(type)));
        events.forEach((type, queue) -> queue.show(copy, !authors.mayWrite(type)));
    }

    /** Ends the columns of {@link FrameComponent}s; a later use of one throws. */
    void close() {
        components.values().forEach(component -> component.columns().close());
    }

    private FrameMapper<?> addMapper(World world, Class<?> type) {
        FrameMapper<?> mapper = new FrameMapper<>(world, new Instances<>(type));
        addTable(mapper, type);
        mappers.put(type, mapper);
        addImager("FrameMapper<" + type.getName() + ">", () -> new MapperImage<>(mapper));
        return mapper;
    }

    private FrameComponent addComponent(World world, Class<? extends FrameComponent> type) {
        StoreBuilder.requireConcrete(type);
        if (type.isAnnotationPresent(Sparse.class)) {
            throw new ComponentTypeException(
                    type,
                    "is a FrameComponent, which cannot be @Sparse; take the annotation away, or"
                        + " have values of the type in a FrameMapper, which keeps those that there"
                        + " are");
        }
        FrameComponent component =
                StoreBuilder.build(type, world, tags.columns(type.getSimpleName()), columns);
        component.idColumns(columns.idsOf(component.columns()));
        addTable(component, type);
        components.put(type, component);
        addImager(type.getName(), () -> new RowsImage(component));
        return component;
    }

    private FrameEvents<?> addEvents(Class<?> type) {
        FrameEvents<?> queue =
                new FrameEvents<>(new Instances<>(type), place, new TypeGuard(turns, type));
        queue.joinTo(this);
        queues = with(queues, queue);
        if (queue.outlivesTick()) {
            longQueues = with(longQueues, queue);
        }
        events.put(type, queue);
        addImager("FrameEvents<" + type.getName() + ">", () -> new EventsImage<>(queue));
        return queue;
    }

    private void addTable(TransientTable table, Class<?> type) {
        table.guardBy(new TypeGuard(turns, type));
        table.join();
        tables = Arrays.copyOf(tables, tables.length + 1);
        tables[tables.length - 1] = table;
    }

    private static FrameEvents<?>[] with(FrameEvents<?>[] queues, FrameEvents<?> queue) {
        FrameEvents<?>[] longer = Arrays.copyOf(queues, queues.length + 1);
        longer[queues.length] = queue;
        return longer;
    }
}
