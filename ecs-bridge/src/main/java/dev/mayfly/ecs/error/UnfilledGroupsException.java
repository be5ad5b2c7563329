package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.EntityQuery;
import dev.mayfly.ecs.Groups;

import java.io.Serial;

/** {@link Groups} were read before {@link EntityQuery#groupBy} had filled them. */
public final class UnfilledGroupsException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public UnfilledGroupsException() {
        super(
                "The Groups were read before they were filled; hand them to EntityQuery.groupBy"
                        + " in each tick, before reading them.");
    }
}
