package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * A buffer, list, slice, column or block was used after its memory ended: the scope it was taken in
 * was closed, the buffer of rows it belongs to was, or the block was returned. From checked on also
 * where an object of {@code FrameObjects}, or a segment of a buffer, was written to after its
 * scope; that is thrown when the frame, or the next one, ends.
 */
public final class ExpiredException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public ExpiredException(String message) {
        super(message);
    }
}
