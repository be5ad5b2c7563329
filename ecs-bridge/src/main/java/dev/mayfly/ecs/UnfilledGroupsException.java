package dev.mayfly.ecs;

import dev.mayfly.allocator.error.BridgeException;

import java.io.Serial;

/** {@link Groups} were read before {@link EntityQuery#groupBy} had filled them. */
public final class UnfilledGroupsException extends BridgeException {

    @Serial private static final long serialVersionUID = 1L;

    UnfilledGroupsException() {
        super(
                "The Groups were read before they were filled; hand them to EntityQuery.groupBy"
                        + " in each frame, before reading them.");
    }
}
