package dev.mayfly.ecs.internal.artemis;

import com.artemis.ComponentMapper;
import com.artemis.ImmediateComponentRemover;
import com.artemis.utils.Bag;

/**
 * The bag in which a mapper of Artemis' keeps its components. Whatever the mapper does, and what
 * removes components for it, at once or later, reads and writes that bag, one component at a time.
 */
public final class MapperBag {

    private MapperBag() {}

    /**
     * Has a new mapper keep its components in this bag.
     *
     * @return whether it removes components later than it is told to
     */
    public static boolean replace(ComponentMapper<?> mapper, Bag<?> bag) {
        Object remover =
                ArtemisInternals.read(ComponentMapper.class, "purgatory", mapper, Object.class);
        ArtemisInternals.write(ComponentMapper.class, "components", mapper, bag);
        ArtemisInternals.write(removing(), "components", remover, bag);
        return remover.getClass() != ImmediateComponentRemover.class;
    }

    private static Class<?> removing() {
        return ImmediateComponentRemover.class.getSuperclass();
    }
}
