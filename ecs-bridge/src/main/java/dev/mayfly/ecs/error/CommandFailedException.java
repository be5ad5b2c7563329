package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.Commands;

import java.io.Serial;

/**
 * A command of {@link Commands} failed when it was replayed; the cause is what a component's
 * constructor or {@code reset()}, or a column, threw. The world is as if this command and those
 * after it had not been recorded.
 */
public final class CommandFailedException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public CommandFailedException(int number, String command, Throwable cause) {
        super(
                "Command "
                        + number
                        + " of this replay, to "
                        + command
                        + ", failed: "
                        + withoutStop(cause.toString())
                        + ". The commands before it were carried out; it was undone, and those"
                        + " after it are dropped. The next tick begins with none.",
                cause);
    }

    /** Messages of ours are sentences, those of others often not. */
    private static String withoutStop(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
