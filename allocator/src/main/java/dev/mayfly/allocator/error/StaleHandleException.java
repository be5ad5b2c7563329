package dev.mayfly.allocator.error;

import java.io.Serial;

/** A handle was used whose slot was vacated, or that its table never gave out. */
public final class StaleHandleException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public StaleHandleException(String message) {
        super(message);
    }
}
