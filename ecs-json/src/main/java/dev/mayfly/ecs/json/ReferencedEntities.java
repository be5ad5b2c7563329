package dev.mayfly.ecs.json;

import com.artemis.ComponentMapper;
import com.artemis.ComponentType;
import com.artemis.EntityManager;
import com.artemis.World;
import com.artemis.io.JsonArtemisSerializer;
import com.artemis.io.SaveFileFormat;
import com.artemis.utils.BitVector;
import com.artemis.utils.ConverterUtil;
import com.artemis.utils.ImmutableBag;

import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.Handles;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Adds to what is to be saved the entities that it refers to, and those that these refer to.
 * Artemis follows fields and this follows columns, in turns until neither finds more.
 */
final class ReferencedEntities {

    /** A column that links to entities, and who has its component. */
    private record Linked(ComponentMapper<?> mapper, LinkReader column) {}

    /** Tells which entities an entity's row links to. */
    private interface LinkReader {
        void read(int entity, IntConsumer targets);
    }

    private final World world;
    private final EntityRows rows;
    private final Object fields;
    private final Method inspect;
    private final Method follow;
    private final Field nextId;

    ReferencedEntities(World world, JsonArtemisSerializer serializer, EntityRows rows) {
        this.world = world;
        this.rows = rows;
        try {
            Field tracker = JsonArtemisSerializer.class.getDeclaredField("referenceTracker");
            tracker.setAccessible(true);
            fields = tracker.get(serializer);
            inspect = fields.getClass().getDeclaredMethod("inspectTypes", World.class);
            inspect.setAccessible(true);
            follow = fields.getClass().getDeclaredMethod("preWrite", SaveFileFormat.class);
            follow.setAccessible(true);
            nextId = EntityManager.class.getDeclaredField("nextId");
            nextId.setAccessible(true);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(KeptByArtemis.UNSUPPORTED, e);
        }
    }

    void addTo(SaveFileFormat save) {
        List<Linked> columns = columns();
        if (columns.isEmpty()) {
            return; // Artemis follows fields anyway
        }
        call(inspect, world);
        int before;
        do {
            call(follow, save);
            before = save.entities.size();
            followColumns(columns, save);
        } while (save.entities.size() > before);
    }

    private void followColumns(List<Linked> columns, SaveFileFormat save) {
        BitVector known = new BitVector();
        ConverterUtil.toBitVector(save.entities, known);
        // What is found is looked at as well: the list grows while this goes through it.
        for (int i = 0; i < save.entities.size(); i++) {
            int source = save.entities.get(i);
            for (Linked each : columns) {
                if (each.mapper().has(source)) {
                    each.column()
                            .read(
                                    source,
                                    target -> {
                                        if (isEntity(target) && !known.get(target)) {
                                            known.set(target);
                                            save.entities.add(target);
                                        }
                                    });
                }
            }
        }
    }

    private List<Linked> columns() {
        List<Linked> columns = new ArrayList<>();
        ImmutableBag<ComponentType> types = world.getComponentManager().getComponentTypes();
        for (int i = 0; i < types.size(); i++) {
            ComponentMapper<?> mapper = world.getMapper(types.get(i).getType());
            if (Columns.areOf(mapper)) {
                Columns named = Columns.of(mapper);
                for (String link : named.links()) {
                    if (named.byName().get(link) instanceof Ints column) {
                        columns.add(
                                new Linked(
                                        mapper,
                                        (entity, targets) -> targets.accept(column.get(entity))));
                    }
                }
                for (Handles column : named.handles().values()) {
                    columns.add(
                            new Linked(
                                    mapper,
                                    (entity, targets) ->
                                            targets.accept(rows.idOf(column.get(entity)))));
                }
                for (WovenField field : named.fields().values()) {
                    if (field.isOfEntities() || field.isBagOfIds()) {
                        columns.add(new Linked(mapper, field::eachEntity));
                    }
                }
            }
        }
        return columns;
    }

    /** Whether there is such an entity; a column may hold any number. */
    private boolean isEntity(int id) {
        return id >= 0 && id < ids() && world.getEntityManager().isActive(id);
    }

    /** How many ids were handed out; there may be more of Artemis' objects, after a restore. */
    private int ids() {
        try {
            return nextId.getInt(world.getEntityManager());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("An accessible field refuses access: " + nextId, e);
        }
    }

    private void call(Method method, Object argument) {
        try {
            method.invoke(fields, argument);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("An accessible method refuses access: " + method, e);
        }
    }
}
