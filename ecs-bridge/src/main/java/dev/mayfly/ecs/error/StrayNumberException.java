package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.Commands;

import java.io.Serial;

/**
 * The number of an entity that {@link Commands} are to create was put where it would stay a number:
 * into a column that does not hold ids, or into one that does but directly.
 */
public final class StrayNumberException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private StrayNumberException(String message) {
        super(message);
    }

    /** Made by the bridge. */
    public static StrayNumberException set(int number, Object column) {
        return new StrayNumberException(
                "The value "
                        + number
                        + " for "
                        + column
                        + " is the number of an entity that is yet to be created, and would be"
                        + " stored as it is. If the column holds ids, mark its field @EntityId"
                        + " (com.artemis.annotations.EntityId): then the id is written.");
    }

    /** Made by the bridge. */
    public static StrayNumberException found(int number, Object column, int entity) {
        return new StrayNumberException(
                "In "
                        + column
                        + " entity "
                        + entity
                        + " has the value "
                        + number
                        + ", which is the number of an entity that was yet to be created, written"
                        + " directly. Write it with Commands.set, which writes the id when there"
                        + " is one.");
    }
}
