package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/**
 * An id or a handle was used that no entity has: it was never handed out, its entity is gone, or is
 * yet to be created.
 */
public final class DeadEntityException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /**
     * Made by the bridge.
     *
     * @param use what was asked, in the past, as in "its Position was asked for"
     */
    public DeadEntityException(int entity, String use) {
        this(
                "There is no entity "
                        + entity
                        + ", but "
                        + use
                        + ". It was deleted in an earlier tick, or never created; do not keep ids"
                        + " beyond the tick in which their entity is deleted: keep a handle of"
                        + " EntityHandles.");
    }

    private DeadEntityException(String message) {
        super(message);
    }

    /** Made by the bridge. */
    public static DeadEntityException yetToBeCreated(int number, String use) {
        return new DeadEntityException(
                "There is no entity "
                        + number
                        + ", but "
                        + use
                        + ". That is the number of an entity that Commands.create has yet to"
                        + " create: give it to Commands in the same turn, and to what is marked"
                        + " @EntityId in events, values and commands.set. The entity has its id"
                        + " from the next system boundary on.");
    }

    /**
     * Made by the bridge.
     *
     * @param end how it ended, as a sentence
     */
    public static DeadEntityException gone(int entity, int generation, String end) {
        return new DeadEntityException(
                "The entity of this handle, id "
                        + entity
                        + " in generation "
                        + generation
                        + ", is gone. "
                        + end
                        + " Ask isAlive(handle) before you use it.");
    }

    /** Made by the bridge. */
    public static DeadEntityException noHandle(long handle) {
        return new DeadEntityException(
                handle == 0
                        ? "The handle is 0, EntityHandles.NONE, and stands for no entity. Set it"
                                + " with EntityHandles.of(entity), or ask isAlive(handle) before"
                                + " you use it."
                        : handle
                                + " is no handle of an entity. Handles are made by"
                                + " EntityHandles.of(entity); an id or a number of Commands.create"
                                + " is none.");
    }
}
