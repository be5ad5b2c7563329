package dev.mayfly.allocator.error;

import java.io.Serial;

/** An arena was used by a thread that does not own it. */
public final class ForeignThreadException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public ForeignThreadException(String message) {
        super(message);
    }
}
