package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * The parent of what a library that builds on the allocator throws when it is misused. Open, so
 * that a library in a module of its own can add its kinds of misuse.
 */
public abstract non-sealed class ExtensionException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    protected ExtensionException(String message) {
        super(message);
    }

    /** Makes the exception with the failure it was found by. */
    protected ExtensionException(String message, Throwable cause) {
        super(message, cause);
    }
}
