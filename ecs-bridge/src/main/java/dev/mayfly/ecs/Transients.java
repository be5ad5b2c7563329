package dev.mayfly.ecs;

import com.artemis.World;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What lives for the tick in one world: frame mappers, frame components and frame events, one of
 * each for a type. Made when the first field that needs it is injected.
 */
final class Transients {

    private final Turns turns;
    private final WorldTags tags;
    private final Map<Class<?>, FrameMapper<?>> mappers = new HashMap<>();
    private final Map<Class<?>, FrameComponent> components = new HashMap<>();
    private final Map<Class<?>, FrameEvents<?>> events = new HashMap<>();

    private FrameTable[] tables = {};
    private FrameEvents<?>[] queues = {};

    /** Those of the queues that outlive the tick. */
    private FrameEvents<?>[] longQueues = {};

    private int place = FrameEvents.BETWEEN_TICKS;

    Transients(Turns turns, WorldTags tags) {
        this.turns = turns;
        this.tags = tags;
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

    /** The tick has come to this place: what ends there ends. */
    void arriveAt(int current) {
        place = current;
        for (FrameEvents<?> queue : longQueues) {
            queue.arriveAt(current);
        }
    }

    /**
     * Ends the tick for all.
     *
     * @param completed whether the last round of listeners is over
     */
    void endTick(boolean completed) {
        place = FrameEvents.BETWEEN_TICKS;
        for (FrameTable table : tables) {
            table.endTick(completed);
        }
        for (FrameEvents<?> queue : queues) {
            queue.endTick();
        }
    }

    /** Bodies are about to run on this many workers. */
    void beginLoop(int workers) {
        for (FrameTable table : tables) {
            table.lock();
        }
        for (FrameEvents<?> queue : queues) {
            queue.beginLoop(workers);
        }
    }

    /**
     * No body runs any more.
     *
     * @param completed whether what they emitted counts
     */
    void endLoop(boolean completed) {
        for (FrameTable table : tables) {
            table.unlock();
        }
        for (FrameEvents<?> queue : queues) {
            queue.endLoop(completed);
        }
    }

    /** The frame components. */
    Collection<FrameComponent> stores() {
        return components.values();
    }

    /** Shows the values and events that there are to {@code copy}. */
    void show(Authors authors, ObjectsCopy copy) {
        mappers.forEach((type, mapper) -> mapper.show(copy, !authors.mayWrite(type)));
        events.forEach((type, queue) -> queue.show(copy, !authors.mayWrite(type)));
    }

    /** Ends the columns of frame components; a later use of one throws. */
    void close() {
        components.values().forEach(component -> component.columns().close());
    }

    private FrameMapper<?> addMapper(World world, Class<?> type) {
        FrameMapper<?> mapper = new FrameMapper<>(world, new Instances<>(type));
        addTable(mapper, type);
        mappers.put(type, mapper);
        return mapper;
    }

    private FrameComponent addComponent(World world, Class<? extends FrameComponent> type) {
        FrameComponent component = StoreBuilder.build(type, world, tags);
        addTable(component, type);
        components.put(type, component);
        return component;
    }

    private FrameEvents<?> addEvents(Class<?> type) {
        FrameEvents<?> queue =
                new FrameEvents<>(new Instances<>(type), place, new TypeGuard(turns, type));
        queues = with(queues, queue);
        if (queue.outlivesTick()) {
            longQueues = with(longQueues, queue);
        }
        events.put(type, queue);
        return queue;
    }

    private void addTable(FrameTable table, Class<?> type) {
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
