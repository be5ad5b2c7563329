package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.ComponentMapper;
import com.artemis.EntityTransmuter;
import com.artemis.annotations.SkipWire;
import com.artemis.annotations.Wire;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.ecs.internal.access.SystemAccess;
import dev.mayfly.ecs.internal.access.SystemAccess.Trait;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads off a class of systems, its annotations and injected fields, what it may read and write.
 * Done once a class: a server makes worlds of the same systems all day.
 */
final class DeclaredAccess extends ClassValue<SystemAccess> {

    private static final DeclaredAccess OF_THE_TICK = new DeclaredAccess(false);
    private static final DeclaredAccess OF_LONGER = new DeclaredAccess(true);

    private final boolean keepsMemory;

    private DeclaredAccess(boolean keepsMemory) {
        this.keepsMemory = keepsMemory;
    }

    /**
     * What the class declares.
     *
     * @param keepsMemory whether what systems take outlives the tick, and so the frames of workers
     */
    static SystemAccess of(Class<? extends BaseSystem> system, boolean keepsMemory) {
        return (keepsMemory ? OF_LONGER : OF_THE_TICK).get(system);
    }

    @Override
    protected SystemAccess computeValue(Class<?> system) {
        Reads read = system.getAnnotation(Reads.class);
        Writes written = system.getAnnotation(Writes.class);
        Fields fields = new Fields(system);
        Set<Class<?>> reads = new HashSet<>();
        Set<Class<?>> writes = new HashSet<>();
        if (written != null) {
            Collections.addAll(writes, written.value());
        }
        if (read != null) {
            Collections.addAll(reads, read.value());
        }
        for (Class<?> type : fields.storage) {
            if (!reads.contains(type)) {
                (written != null ? reads : writes).add(type);
            }
        }
        reads.addAll(fields.read);
        reads.removeAll(writes);
        boolean declared = read != null || written != null;
        return new SystemAccess(
                system, reads, writes, traits(system, declared, fields, keepsMemory));
    }

    private static Set<Trait> traits(
            Class<?> system, boolean declared, Fields fields, boolean keepsMemory) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (declared) {
            traits.add(Trait.DECLARED);
        }
        if (fields.record) {
            traits.add(Trait.RECORDING);
        }
        boolean known = declared || (fields.nameTypes() && !fields.reachesFurther);
        boolean leavesMemory = fields.takeMemory && !system.isAnnotationPresent(FrameScoped.class);
        if (!known
                || (keepsMemory && leavesMemory)
                || system.isAnnotationPresent(Exclusive.class)
                || ParallelSpanSystem.class.isAssignableFrom(system)) {
            traits.add(Trait.EXCLUSIVE);
        }
        return traits;
    }

    /** What the injected fields of a class and its parents say. */
    private static final class Fields {

        /** The types of components and events that they give access to. */
        final Set<Class<?>> storage = new HashSet<>();

        /** The types of events that they give access to for reading alone. */
        final Set<Class<?>> read = new HashSet<>();

        /** Whether one of them leads to code or objects that nothing is known of. */
        boolean reachesFurther;

        /** Whether there is an arena among them, or what takes from one. */
        boolean takeMemory;

        /** Whether there are commands among them. */
        boolean record;

        Fields(Class<?> system) {
            for (Class<?> type = system; type != BaseSystem.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.isAnnotationPresent(SkipWire.class)) {
                        add(field);
                    }
                }
            }
        }

        private void add(Field field) {
            Class<?> type = field.getType();
            if (SoaComponent.class.isAssignableFrom(type)
                    || FrameComponent.class.isAssignableFrom(type)) {
                storage.add(type);
            } else if (ComponentMapper.class.isAssignableFrom(type)
                    || type == FrameMapper.class
                    || type == FrameEvents.class) {
                addArgument(field, storage);
            } else if (type == EventReader.class) {
                addArgument(field, read);
            } else if (type == FrameArena.class || type == EntityQuery.class) {
                takeMemory = true;
            } else if (type == Commands.class) {
                record = true;
            } else if (BaseSystem.class.isAssignableFrom(type)
                    || type == EntityTransmuter.class
                    || type == FrameAllocator.class
                    || field.isAnnotationPresent(Wire.class)) {
                reachesFurther = true;
            }
        }

        boolean nameTypes() {
            return !storage.isEmpty() || !read.isEmpty();
        }

        private void addArgument(Field field, Set<Class<?>> to) {
            if (field.getGenericType() instanceof ParameterizedType generic
                    && generic.getActualTypeArguments()[0] instanceof Class<?> argument) {
                to.add(argument);
            } else {
                reachesFurther = true;
            }
        }
    }
}
