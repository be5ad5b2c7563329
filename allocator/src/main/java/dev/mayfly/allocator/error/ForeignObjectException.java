package dev.mayfly.allocator.error;

import java.io.Serial;

/** An object was returned to a pool that had not handed it out. */
public final class ForeignObjectException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public ForeignObjectException(String message) {
        super(message);
    }
}
