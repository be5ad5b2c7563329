package dev.mayfly.allocator.error;

import java.io.Serial;

/** A size was negative or larger than the thing asked for can be. */
public final class InvalidSizeException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public InvalidSizeException(String message) {
        super(message);
    }
}
