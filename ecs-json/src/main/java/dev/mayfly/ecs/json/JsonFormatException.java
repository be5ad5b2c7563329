package dev.mayfly.ecs.json;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;
import java.util.regex.Pattern;

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
    private static final int SHOWN_FAILURE = 1_000;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    JsonFormatException(String problem) {
        super(onOneLine(problem) + " Nothing was loaded.");
    }

    /** A failure of Artemis or libGDX, at what is theirs to read. */
    JsonFormatException(RuntimeException failure) {
        super(
                "Artemis' serializer could not read what is its own part of the file: "
                        + onOneLine(shown(failure.toString(), SHOWN_FAILURE))
                        + ". Look at the fields of plain components, and whether the entities that"
                        + " they refer to are in the file. The entities of this load are deleted,"
                        + " and gone with the next tick.",
                failure);
    }

    /** Text out of a file, fit for a message. */
    static String shown(String text) {
        return shown(text, SHOWN);
    }

    private static String shown(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }

    /** Whoever wrote the file does not get to write lines into the log. */
    private static String onOneLine(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
