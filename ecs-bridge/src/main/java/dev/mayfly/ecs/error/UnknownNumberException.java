package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.Commands;

import java.io.Serial;

/**
 * {@link Commands} were given a negative number for an entity that is not one of those which {@link
 * Commands#create} has returned since the last replay.
 */
public final class UnknownNumberException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /**
     * Made by the bridge.
     *
     * @param known whether it is a number that {@link Commands#create} may have returned
     */
    public UnknownNumberException(int number, boolean known) {
        super(
                known
                        ? "The number "
                                + number
                                + " stands for no entity that these Commands are to create. What"
                                + " Commands.create returns is good for further commands of the"
                                + " same turn, by the same Commands; later find the entity by a"
                                + " subscription or a query."
                        : number
                                + " is neither an id nor a number that Commands.create returns, so"
                                + " it stands for no entity. Where it means \"none\", do not give"
                                + " it to Commands.");
    }
}
