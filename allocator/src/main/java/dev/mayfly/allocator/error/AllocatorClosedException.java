package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * An allocator, or an arena or a team of it, or a pool was used after it was closed; or an
 * allocator that cannot be closed was asked to.
 */
public final class AllocatorClosedException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public AllocatorClosedException(String message) {
        super(message);
    }
}
