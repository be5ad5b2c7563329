package dev.mayfly.ecs.internal.store;

import com.artemis.ComponentMapper;

/** Which types of components a world keeps in columns, and how. */
public interface StoredTypes {

    /** Whether components of the type are kept in columns. */
    boolean isStored(Class<?> type);

    /**
     * The class whose one instance in a world declares the columns of a type: the type itself, or
     * one that was woven for it.
     *
     * @throws dev.mayfly.ecs.error.ComponentTypeException if there is none
     */
    Class<?> declaring(Class<?> type);

    /** A new mapper for a store, which Artemis gets in place of its own. */
    ComponentMapper<?> mapper(Store<?> store);

    /** Whether a component of the type is one object for as long as an entity has it. */
    boolean isCanonical(Class<?> type);

    /** The world has met a type that is not kept in columns. */
    void met(Class<?> plain);
}
