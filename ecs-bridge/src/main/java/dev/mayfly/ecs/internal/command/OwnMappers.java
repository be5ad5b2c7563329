package dev.mayfly.ecs.internal.command;

import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.utils.Bag;

import dev.mayfly.ecs.error.ForeignComponentException;
import dev.mayfly.ecs.internal.artemis.ArtemisInternals;

/** The mappers of a world, to be told from another one's. */
final class OwnMappers {

    @SuppressWarnings("rawtypes")
    private final Bag<ComponentMapper> mappers;

    OwnMappers(World world) {
        mappers = ArtemisInternals.mapperTable(world.getComponentManager());
    }

    /** Returns the mapper if it is of this world, and throws if not. */
    @SuppressWarnings("ReferenceEquality") // another world's is as equal as can be
    ComponentMapper<?> requireOwn(ComponentMapper<?> mapper) {
        if (mappers.safeGet(mapper.getType().getIndex()) != mapper) {
            throw new ForeignComponentException(mapper.getType().getType());
        }
        return mapper;
    }
}
