package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * A file that was to be opened as memory is not one that Mayfly wrote, was written by a version
 * that this one does not know, was cut short, or is open elsewhere. The file was not changed.
 */
public final class InvalidFileException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public InvalidFileException(String message) {
        super(message);
    }
}
