package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/** An id was used that no entity has: it was never handed out, or its entity is gone. */
public final class DeadEntityException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public DeadEntityException(int entity, String type) {
        super(
                "There is no entity "
                        + entity
                        + ", but its "
                        + type
                        + " was asked for. It was deleted in an earlier tick, or never created; do"
                        + " not keep ids beyond the tick in which their entity is deleted.");
    }
}
