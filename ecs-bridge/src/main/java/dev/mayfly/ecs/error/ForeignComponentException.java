package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.Commands;

import java.io.Serial;

/** {@link Commands} were given a component store or a mapper of another world. */
public final class ForeignComponentException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public ForeignComponentException(Class<?> type) {
        super(
                "The "
                        + type.getSimpleName()
                        + " that a command was given is another world's. Give it what was injected"
                        + " in the world of the Commands.");
    }
}
