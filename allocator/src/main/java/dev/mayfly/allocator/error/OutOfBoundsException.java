package dev.mayfly.allocator.error;

import java.io.Serial;

/** An element was asked for outside a live buffer, list or column. */
public final class OutOfBoundsException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public OutOfBoundsException(String message) {
        super(message);
    }
}
