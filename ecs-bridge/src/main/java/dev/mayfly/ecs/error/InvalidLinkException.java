package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/**
 * A column that is marked {@code @EntityId} holds a number that no entity can have, where an {@code
 * EntityLinkManager} follows it.
 */
public final class InvalidLinkException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public InvalidLinkException(Object column, int entity, int id) {
        super(
                column
                        + " of entity "
                        + entity
                        + " holds "
                        + id
                        + ", which is the id of no entity of this world. A column that is marked"
                        + " @EntityId holds ids, and -1 for none; what else it holds belongs into"
                        + " another column.");
    }
}
