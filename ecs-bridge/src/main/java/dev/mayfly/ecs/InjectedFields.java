package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.Field;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.ecs.internal.tick.ThreadFields;
import dev.mayfly.ecs.internal.tick.WorldWorkers;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The injected fields of one system that hold what belongs to a thread: arenas, commands, and
 * queries, which take their results from an arena. For a turn on another thread they are set to
 * what is that thread's, and afterwards set back.
 */
final class InjectedFields implements ThreadFields {

    private final BaseSystem system;
    private final Commands ofWorld;
    private final WorldWorkers<SpanWorker> workers;
    private final List<Field> arenas = new ArrayList<>();
    private final List<Field> commands = new ArrayList<>();
    private final List<EntityQuery> queries = new ArrayList<>();

    /**
     * Those of a system that has been injected.
     *
     * @param arena what was injected; a field that holds something else is the system's own affair
     * @param ofWorld as well
     * @param workers that turns may be on
     */
    InjectedFields(
            BaseSystem system,
            FrameArena arena,
            Commands ofWorld,
            WorldWorkers<SpanWorker> workers) {
        this.system = system;
        this.ofWorld = ofWorld;
        this.workers = workers;
        Class<?> type = system.getClass();
        for (; type != BaseSystem.class; type = type.getSuperclass()) {
            for (Field field : ClassReflection.getDeclaredFields(type)) {
                if (!field.isStatic()) {
                    add(field, arena);
                }
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // there is one of each
    private void add(Field field, FrameArena arena) {
        if (field.getType() == FrameArena.class) {
            if (get(field) == arena) {
                arenas.add(field);
            }
        } else if (field.getType() == Commands.class) {
            if (get(field) == ofWorld) {
                commands.add(field);
            }
        } else if (field.getType() == EntityQuery.class) {
            if (get(field) instanceof EntityQuery query) {
                queries.add(query);
            }
        }
    }

    @Override
    public boolean hasCommands() {
        return !commands.isEmpty();
    }

    @Override
    public void bind(FrameArena arena, int worker) {
        set(arenas, arena);
        set(commands, workers.worker(worker).commands());
        for (int i = 0; i < queries.size(); i++) {
            queries.get(i).takeFrom(arena);
        }
    }

    @Override
    public void unbind(FrameArena home) {
        set(arenas, home);
        set(commands, ofWorld);
        for (int i = 0; i < queries.size(); i++) {
            queries.get(i).takeFrom(null);
        }
    }

    private void set(List<Field> fields, Object value) {
        for (int i = 0; i < fields.size(); i++) {
            try {
                fields.get(i).set(system, value);
            } catch (ReflectionException e) {
                throw unexpected(fields.get(i), e);
            }
        }
    }

    private @Nullable Object get(Field field) {
        try {
            field.setAccessible(true);
            return field.get(system);
        } catch (ReflectionException e) {
            throw unexpected(field, e);
        }
    }

    private static IllegalStateException unexpected(Field field, ReflectionException e) {
        return new IllegalStateException(
                "A field that Artemis has injected cannot be set again: " + field.getName(), e);
    }
}
