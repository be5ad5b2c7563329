package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import java.io.Serial;

/**
 * A {@link WorldSnapshot} was taken or restored while the world was ticking, or by code that
 * another one ran: half of the changes would be in it.
 */
public final class TickInProgressException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public TickInProgressException(String done) {
        super(
                "A snapshot cannot be "
                        + done
                        + " while the world is in a tick, or another is taken or restored. Do it"
                        + " between two calls of World.process(), not in a system, a listener, or a"
                        + " method that a snapshot calls.");
    }
}
