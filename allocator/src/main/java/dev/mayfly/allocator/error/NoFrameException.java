package dev.mayfly.allocator.error;

import java.io.Serial;

/** Memory was asked for, or a scope opened, while the arena had no open frame. */
public final class NoFrameException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public NoFrameException(String message) {
        super(message);
    }
}
