package dev.mayfly.allocator.error;

import java.io.Serial;

/** An alignment was not a positive power of two, or larger than is supported. */
public final class InvalidAlignmentException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public InvalidAlignmentException(String message) {
        super(message);
    }
}
