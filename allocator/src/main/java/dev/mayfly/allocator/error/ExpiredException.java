package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * A buffer, list, slice or column was used after its memory ended: the scope it was taken in was
 * closed, or the column set it belongs to was.
 */
public final class ExpiredException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public ExpiredException(String message) {
        super(message);
    }
}
