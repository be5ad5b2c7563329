package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.Commands;
import dev.mayfly.ecs.ParallelSpanSystem;

import java.io.Serial;

/**
 * {@link Commands} were recorded, or a {@link ParallelSpanSystem} run, while their world was not in
 * a tick.
 */
public final class NoTickException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private NoTickException(String message) {
        super(message);
    }

    /** Made by the bridge. */
    public static NoTickException recording() {
        return new NoTickException(
                "A command was recorded while the world is not in a tick, so there is no system"
                    + " boundary to replay it at. Between two calls of World.process() change the"
                    + " world directly: by world.create, world.delete and mappers. (Commands that"
                    + " are injected in the midst of a tick, as the first of their world, record"
                    + " from the next one on.)");
    }

    /** Made by the bridge. */
    public static NoTickException running(Object system) {
        return new NoTickException(
                system.getClass().getName()
                        + " was run while its world is not in a tick. Its workers have a frame in"
                        + " a tick alone: call World.process().");
    }
}
