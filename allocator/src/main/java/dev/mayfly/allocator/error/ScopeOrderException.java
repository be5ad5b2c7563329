package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * A scope was closed out of order: while a scope inside it was still open, or after it had ended;
 * or a body of a parallel loop did not close what it opened.
 *
 * <p>The arena is sound when this is thrown: a scope that was closed too early took the scopes
 * inside it along, what a body left open was closed, and closing a scope that had ended changed
 * nothing.
 */
public final class ScopeOrderException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public ScopeOrderException(String message) {
        super(message);
    }
}
