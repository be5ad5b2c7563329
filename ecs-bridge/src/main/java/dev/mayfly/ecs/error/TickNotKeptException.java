package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.snapshot.WorldHistory;

import java.io.Serial;

/** A {@link WorldHistory} was asked to rewind to a tick that it does not hold. */
public final class TickNotKeptException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public TickNotKeptException(long tick, String kept) {
        super("Tick " + tick + " is not in the history, which holds " + kept + ".");
    }
}
