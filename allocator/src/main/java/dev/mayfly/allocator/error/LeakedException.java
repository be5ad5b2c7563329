package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * Things that were promoted had not been closed when their allocator was. The allocator is closed
 * all the same.
 */
public final class LeakedException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public LeakedException(String message) {
        super(message);
    }
}
