package dev.mayfly.ecs;

import com.artemis.ComponentManager;
import com.artemis.ComponentMapper;
import com.artemis.PooledComponent;
import com.artemis.SystemInvocationStrategy;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.utils.Bag;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;

/**
 * What the bridge uses of Artemis that is not public, since no public member does the same: two
 * private fields, read while a world is built and never on a tick, and the protected method by
 * which pooled components are reset.
 */
final class ArtemisInternals {

    private ArtemisInternals() {}

    /** The table in which a world's component manager looks mappers up, by type index. */
    @SuppressWarnings("rawtypes")
    static Bag<ComponentMapper> mapperTable(ComponentManager manager) {
        return asTable(read(ComponentManager.class, "mappers", manager));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static Bag<ComponentMapper> asTable(@Nullable Object mappers) {
        if (mappers instanceof Bag<?> bag) {
            return (Bag<ComponentMapper>) bag;
        }
        throw new UnsupportedArtemisException("ComponentManager.mappers is no Bag");
    }

    /** The strategy that was registered with the builder so far. */
    static @Nullable SystemInvocationStrategy strategy(WorldConfigurationBuilder builder) {
        Object strategy = read(WorldConfigurationBuilder.class, "invocationStrategy", builder);
        return (SystemInvocationStrategy) strategy;
    }

    /** {@code PooledComponent.reset()}, of type {@code (PooledComponent)void}. */
    static MethodHandle resetOfPooledComponents() {
        try {
            MethodHandles.Lookup artemis =
                    MethodHandles.privateLookupIn(PooledComponent.class, MethodHandles.lookup());
            return artemis.findVirtual(
                    PooledComponent.class, "reset", MethodType.methodType(void.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new UnsupportedArtemisException("PooledComponent.reset() cannot be called", e);
        }
    }

    /** The value of a private field, null included. */
    static @Nullable Object read(Class<?> declaring, String name, Object target) {
        try {
            Field field = declaring.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(target);
        } catch (NoSuchFieldException | IllegalAccessException | InaccessibleObjectException e) {
            throw new UnsupportedArtemisException(
                    declaring.getSimpleName() + "." + name + " cannot be read", e);
        }
    }
}
