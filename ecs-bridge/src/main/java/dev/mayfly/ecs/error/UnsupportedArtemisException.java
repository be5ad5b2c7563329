package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/** The Artemis-odb on the class path or module path is not one that this bridge works with. */
public final class UnsupportedArtemisException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public UnsupportedArtemisException(String difference) {
        super(message(difference));
    }

    /** Made by the bridge. */
    public UnsupportedArtemisException(String difference, Throwable cause) {
        super(message(difference), cause);
    }

    private static String message(String difference) {
        return "This version of artemis-odb is not supported: "
                + difference
                + ". Use net.onedaybeard.artemis:artemis-odb:2.3.0.";
    }
}
