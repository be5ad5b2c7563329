package dev.mayfly.allocator.error;

import java.io.Serial;

/** A block or an object was returned to its pool, and had been before. */
public final class ReturnedTwiceException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public ReturnedTwiceException(String message) {
        super(message);
    }
}
