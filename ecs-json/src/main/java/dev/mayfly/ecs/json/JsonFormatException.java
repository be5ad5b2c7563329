package dev.mayfly.ecs.json;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/**
 * What was to be loaded is JSON, but no save that this world can take. The message says at which
 * entity, component and column, what is there and what could be.
 *
 * <p>Nothing was loaded. All that concerns columns, and the form of the file, is checked before
 * anything is made. Where a plain component could not be read, which is found only then, the
 * message says so: the entities that were made are deleted, and gone with the next tick.
 */
public final class JsonFormatException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private static final int SHOWN = 60;

    JsonFormatException(String problem) {
        super(problem + " Nothing was loaded.");
    }

    /** A failure of Artemis or libGDX, at what is theirs to read. */
    JsonFormatException(RuntimeException failure) {
        super(
                "Artemis' serializer could not read what is its own part of the file: "
                        + failure
                        + ". Look at the fields of plain components, and whether the entities that"
                        + " they refer to are in the file. The entities of this load are deleted,"
                        + " and gone with the next tick.",
                failure);
    }

    /** Text out of a file, fit for a message. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
