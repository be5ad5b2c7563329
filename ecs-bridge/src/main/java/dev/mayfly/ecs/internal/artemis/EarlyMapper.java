package dev.mayfly.ecs.internal.artemis;

import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.utils.Bag;

import dev.mayfly.ecs.error.EarlyMapperException;

/**
 * A mapper that Artemis made, and may have given away, for a type whose mapper is replaced. It
 * would answer that no entity has the component, so it is made to throw.
 */
public final class EarlyMapper {

    private EarlyMapper() {}

    /** Has whatever the mapper is asked from now on refused. */
    public static void refuse(ComponentMapper<?> mapper) {
        Class<?> type = mapper.getType().getType();
        ArtemisInternals.write(
                ComponentMapper.class, "components", mapper, new RefusedComponents(type));
    }

    /** What the mapper looks a component up in before it does anything. */
    private static final class RefusedComponents extends Bag<Component> {

        private final Class<?> type;

        RefusedComponents(Class<?> type) {
            super(1);
            this.type = type;
        }

        @Override
        public Component get(int index) {
            throw new EarlyMapperException(type);
        }
    }
}
