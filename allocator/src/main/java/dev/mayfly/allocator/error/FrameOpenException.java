package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * Something that needs the arena at rest was done while a frame was open: a second frame was begun,
 * or the allocator closed.
 */
public final class FrameOpenException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public FrameOpenException(String message) {
        super(message);
    }
}
