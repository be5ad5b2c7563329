package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/**
 * A component that an entity has was added to another entity as well. Of a woven component the
 * values are in the entity's row, so two entities cannot have one. Nothing has changed.
 */
public final class SharedComponentException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public SharedComponentException(Class<?> type, int owner, int entity) {
        super(
                "The "
                        + type.getSimpleName()
                        + " of entity "
                        + owner
                        + " was added to entity "
                        + entity
                        + " as well. Its values are in the row of its entity, so two cannot share"
                        + " one. Add a new "
                        + type.getSimpleName()
                        + " with the same values, or take it from entity "
                        + owner
                        + " first.");
    }
}
