package dev.mayfly.ecs.internal.artemis;

import com.artemis.Archetype;
import com.artemis.ComponentManager;
import com.artemis.ComponentMapper;
import com.artemis.PooledComponent;
import com.artemis.SystemInvocationStrategy;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.utils.Bag;

import dev.mayfly.ecs.error.UnsupportedArtemisException;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * What the bridge uses of Artemis that is not public, since no public member does the same.
 *
 * <p>Read are private fields while a world is configured and built, and where a component type or
 * an archetype is first met; and those that {@link EntityBooks} and {@link SubscriptionBooks} look
 * up when they are first needed. Called are methods that reset pooled components and remove
 * components, and those of {@link IdRelease} and {@link Strategies}.
 *
 * <p>Written are the next id, where a snapshot is restored: see {@link EntityBooks}; four private
 * fields, in worlds with a parallel system, systems side by side or somebody else's strategy, while
 * they are made: see {@link ParallelGuard}; one of each link of a column: see {@link LinkSites};
 * and one of each mapper that was given away too early: see {@link EarlyMapper}.
 */
public final class ArtemisInternals {

    private ArtemisInternals() {}

    /** The table in which a world's component manager looks mappers up, by type index. */
    @SuppressWarnings("rawtypes")
    public static Bag<ComponentMapper> mapperTable(ComponentManager manager) {
        return asTable(read(ComponentManager.class, "mappers", manager));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static Bag<ComponentMapper> asTable(@Nullable Object mappers) {
        if (mappers instanceof Bag<?> bag) {
            return (Bag<ComponentMapper>) bag;
        }
        throw new UnsupportedArtemisException("ComponentManager.mappers is no Bag");
    }

    /** Where a mapper keeps the components that it maps to, by entity id. */
    public static Bag<?> components(ComponentMapper<?> mapper) {
        return read(ComponentMapper.class, "components", mapper, Bag.class);
    }

    /** The strategy that was registered with the builder so far. */
    public static @Nullable SystemInvocationStrategy strategy(WorldConfigurationBuilder builder) {
        Object strategy = read(WorldConfigurationBuilder.class, "invocationStrategy", builder);
        return (SystemInvocationStrategy) strategy;
    }

    /** {@code PooledComponent.reset()}, of type {@code (PooledComponent)void}. */
    public static MethodHandle resetOfPooledComponents() {
        return method(PooledComponent.class, "reset", MethodType.methodType(void.class));
    }

    /** A method that is not public, with what it is called on as its first parameter. */
    static MethodHandle method(Class<?> declaring, String name, MethodType type) {
        try {
            return MethodHandles.privateLookupIn(declaring, MethodHandles.lookup())
                    .findVirtual(declaring, name, type);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new UnsupportedArtemisException(
                    declaring.getSimpleName() + "." + name + "(...) cannot be called", e);
        }
    }

    /** A private field, as fast as a public one. */
    static VarHandle variable(Class<?> declaring, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(declaring, MethodHandles.lookup())
                    .findVarHandle(declaring, name, type);
        } catch (NoSuchFieldException | IllegalAccessException e) {
            throw new UnsupportedArtemisException(
                    declaring.getSimpleName() + "." + name + " cannot be read", e);
        }
    }

    /** Takes a component from an entity whose composition does not have it. */
    public static void remove(ComponentMapper<?> mapper, int entityId) {
        try {
            Method remove = ComponentMapper.class.getDeclaredMethod("internalRemove", int.class);
            remove.setAccessible(true);
            remove.invoke(mapper, entityId);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("A component could not be removed", e.getCause());
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new UnsupportedArtemisException(
                    "ComponentMapper.internalRemove(int) cannot be called", e);
        }
    }

    /** The field that Artemis' reflection stands on, as accessible as it has made it. */
    public static Field javaField(com.artemis.utils.reflect.Field field) {
        return read(com.artemis.utils.reflect.Field.class, "field", field, Field.class);
    }

    /** The mappers of the components that an archetype gives an entity. */
    public static ComponentMapper<?>[] mappers(Archetype archetype) {
        Object operation = read(Archetype.class, "transmuter", archetype, Object.class);
        return read(operation.getClass(), "additions", operation, ComponentMapper[].class);
    }

    /** The value of a private field, null included. */
    static @Nullable Object read(Class<?> declaring, String name, Object target) {
        return get(field(declaring, name), target);
    }

    /** The value of a private field, which is of this type. */
    static <T> T read(Class<?> declaring, String name, Object target, Class<T> type) {
        return get(field(declaring, name), target, type);
    }

    /** Replaces the value of a private field, final or not. */
    static void write(Class<?> declaring, String name, Object target, Object value) {
        Field field = field(declaring, name);
        try {
            field.set(target, value);
        } catch (IllegalAccessException e) {
            throw new UnsupportedArtemisException(
                    declaring.getSimpleName() + "." + name + " cannot be written", e);
        }
    }

    /** A private field, made accessible. */
    static Field field(Class<?> declaring, String name) {
        try {
            Field field = declaring.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException | InaccessibleObjectException e) {
            throw new UnsupportedArtemisException(
                    declaring.getSimpleName() + "." + name + " cannot be read", e);
        }
    }

    /** The value of an accessible field, which is of this type. */
    static <T> T get(Field field, Object target, Class<T> type) {
        Object value = get(field, target);
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw new UnsupportedArtemisException(
                field.getDeclaringClass().getSimpleName()
                        + "."
                        + field.getName()
                        + " is no "
                        + type.getSimpleName());
    }

    private static @Nullable Object get(Field field, Object target) {
        try {
            return field.get(target);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("An accessible field refuses access: " + field, e);
        }
    }
}
