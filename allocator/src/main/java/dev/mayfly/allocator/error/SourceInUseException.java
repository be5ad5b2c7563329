package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * A memory source was closed while memory that it gave is in use. Nothing was closed.
 *
 * <p>Close the allocator, or whatever else took the memory, first.
 */
public final class SourceInUseException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public SourceInUseException(String message) {
        super(message);
    }
}
