package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.ComponentMapper;
import com.artemis.EntityTransmuter;
import com.artemis.annotations.SkipWire;
import com.artemis.annotations.Wire;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.ecs.error.UndeclaredReadException;
import dev.mayfly.ecs.error.UndeclaredWriteException;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * What a class of systems may read and write, as its annotations and its injected fields declare
 * it.
 */
final class SystemAccess {

    private final Class<?> system;
    private final Set<Class<?>> reads = new HashSet<>();
    private final Set<Class<?>> writes = new HashSet<>();
    private final boolean declared;
    private final boolean exclusive;
    private final boolean recording;

    private SystemAccess(Class<?> system, boolean keepsMemory) {
        this.system = system;
        Reads named = system.getAnnotation(Reads.class);
        Writes namedWrites = system.getAnnotation(Writes.class);
        declared = named != null || namedWrites != null;
        if (namedWrites != null) {
            Collections.addAll(writes, namedWrites.value());
        }
        if (named != null) {
            Collections.addAll(reads, named.value());
        }
        Fields fields = new Fields(system);
        for (Class<?> type : fields.storage) {
            if (!reads.contains(type)) {
                (namedWrites != null ? reads : writes).add(type);
            }
        }
        reads.removeAll(writes);
        boolean known = declared || (!fields.storage.isEmpty() && !fields.reachesFurther);
        recording = fields.record;
        boolean leavesMemory = fields.takeMemory && !system.isAnnotationPresent(FrameScoped.class);
        exclusive =
                !known
                        || (keepsMemory && leavesMemory)
                        || system.isAnnotationPresent(Exclusive.class)
                        || ParallelSpanSystem.class.isAssignableFrom(system);
    }

    /**
     * What the class declares.
     *
     * @param keepsMemory whether what systems take outlives the tick, and so the frames of workers
     */
    static SystemAccess of(Class<? extends BaseSystem> system, boolean keepsMemory) {
        return new SystemAccess(system, keepsMemory);
    }

    Class<?> system() {
        return system;
    }

    /** What is read and not written. */
    Set<Class<?>> reads() {
        return Collections.unmodifiableSet(reads);
    }

    Set<Class<?>> writes() {
        return Collections.unmodifiableSet(writes);
    }

    /** Whether an annotation declares it, and not fields alone. */
    boolean isDeclared() {
        return declared;
    }

    /**
     * Whether the system has to run alone: because it says so, because nothing says what it does,
     * or because it uses all threads itself.
     */
    boolean isExclusive() {
        return exclusive;
    }

    /**
     * Whether it has {@link Commands} to record with. They are replayed after its turn, and a
     * system that comes later is to see that, so it cannot run beside this one.
     */
    boolean isRecording() {
        return recording;
    }

    boolean mayWrite(Class<?> type) {
        return writes.contains(type);
    }

    boolean mayRead(Class<?> type) {
        return reads.contains(type) || writes.contains(type);
    }

    /** What to throw where the system has read what it may not. */
    UndeclaredReadException read(Class<?> type, String what) {
        return new UndeclaredReadException(system, type, what);
    }

    /**
     * What to throw where it has written what it may not.
     *
     * @param what it did, in the past
     */
    UndeclaredWriteException wrote(Class<?> type, String what) {
        return new UndeclaredWriteException(system, mayRead(type), type, what);
    }

    /** Whether one of the two writes what the other reads or writes. */
    boolean conflictsWith(SystemAccess other) {
        return !Collections.disjoint(writes, other.writes)
                || !Collections.disjoint(writes, other.reads)
                || !Collections.disjoint(reads, other.writes);
    }

    @Override
    public String toString() {
        return system.getSimpleName()
                + " reads "
                + reads
                + ", writes "
                + writes
                + (exclusive ? ", alone" : "");
    }

    /** What the injected fields of a class and its parents say. */
    private static final class Fields {

        /** The types of components and events that they give access to. */
        final Set<Class<?>> storage = new HashSet<>();

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
                addArgument(field);
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

        private void addArgument(Field field) {
            if (field.getGenericType() instanceof ParameterizedType generic
                    && generic.getActualTypeArguments()[0] instanceof Class<?> argument) {
                storage.add(argument);
            } else {
                reachesFurther = true;
            }
        }
    }
}
