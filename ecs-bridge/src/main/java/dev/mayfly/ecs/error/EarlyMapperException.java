package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.MayflyPlugin;

import java.io.Serial;

/**
 * A mapper of a SoA component is used that Artemis gave away before {@link MayflyPlugin} had joined
 * the world.
 */
public final class EarlyMapperException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public EarlyMapperException(Class<?> type) {
        super(
                "This mapper of "
                        + type.getSimpleName()
                        + " knows nothing of its columns: it was asked for before MayflyPlugin had"
                        + " joined the world, in setWorld() by a system that comes before the"
                        + " plugin with Priority.HIGHEST. Ask for it in initialize(), have it"
                        + " injected, or give the system a lower priority.");
    }
}
