package dev.mayfly.ecs;

import com.artemis.ComponentManager;
import com.artemis.ComponentMapper;
import com.artemis.SystemInvocationStrategy;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.utils.Bag;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;

/**
 * The two private fields of Artemis that the bridge reads, since no public member tells the same.
 * They are read while a world is built and never on a tick.
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
