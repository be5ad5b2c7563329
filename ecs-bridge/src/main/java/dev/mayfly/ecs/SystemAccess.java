package dev.mayfly.ecs;

import com.artemis.BaseSystem;
import com.artemis.ComponentMapper;
import com.artemis.EntityTransmuter;
import com.artemis.annotations.SkipWire;
import com.artemis.annotations.Wire;

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

    private SystemAccess(Class<?> system) {
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
        exclusive = !known || system.isAnnotationPresent(Exclusive.class);
    }

    static SystemAccess of(Class<? extends BaseSystem> system) {
        return new SystemAccess(system);
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
     * Whether the system has to run alone: because it says so, or because nothing says what it
     * does.
     */
    boolean isExclusive() {
        return exclusive;
    }

    boolean mayWrite(Class<?> type) {
        return writes.contains(type);
    }

    boolean mayRead(Class<?> type) {
        return reads.contains(type) || writes.contains(type);
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
            } else if (BaseSystem.class.isAssignableFrom(type)
                    || type == EntityTransmuter.class
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
