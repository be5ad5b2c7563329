package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/**
 * A world has a second {@code SystemInvocationStrategy} beside the plugin's. Artemis has one slot
 * for it, and would drop one of the two without a word.
 */
public final class StrategyConflictException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public StrategyConflictException(Object other) {
        super(
                "The world has a second invocation strategy, "
                        + other.getClass().getName()
                        + ", but Artemis runs only one and MayflyPlugin needs its own to open and"
                        + " end frame scopes. Register no strategy in a world with MayflyPlugin,"
                        + " neither directly nor by another plugin.");
    }
}
