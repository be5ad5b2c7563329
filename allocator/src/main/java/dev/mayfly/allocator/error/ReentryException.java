package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * Code of the program that was called in the middle of an operation, as a comparator, a condition,
 * a supplier or a reset, changed what the operation works on. The operation has changed nothing
 * from there on; what that code did has happened.
 */
public final class ReentryException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public ReentryException(String message) {
        super(message);
    }
}
