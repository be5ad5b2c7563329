package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/**
 * A column was read or written for an entity that does not have the component, in checked or
 * paranoid. Nothing has been read or written. In standard such a row reads as what it held last.
 */
public final class MissingComponentException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private MissingComponentException(String message) {
        super(message);
    }

    /** Made by the bridge. */
    public static MissingComponentException replaced(int entity, String component) {
        return new MissingComponentException(
                "A "
                        + component
                        + " of entity "
                        + entity
                        + " was used that it has no more: it lost that one, or its id went to"
                        + " another entity, and what has it now is another one. Keep the id, or a"
                        + " handle, and get the component from its mapper where it is used.");
    }

    /**
     * Made by the bridge.
     *
     * @param use which column was used and how: "column Position.x was read"
     * @param standing what the entity is and has, as a sentence
     * @param advice as a sentence
     */
    public MissingComponentException(
            String use, int entity, String component, String standing, String advice) {
        super(
                Character.toUpperCase(use.charAt(0))
                        + use.substring(1)
                        + " for entity "
                        + entity
                        + ", which has no "
                        + component
                        + ". "
                        + standing
                        + " "
                        + advice);
    }
}
