package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * The parent of what a bridge to a framework (an entity-component system, a renderer) throws when
 * it is misused. Open, so that a bridge in a module of its own can add its kinds of misuse.
 */
public abstract non-sealed class BridgeException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    protected BridgeException(String message) {
        super(message);
    }

    /** Makes the exception with the failure it was found by. */
    protected BridgeException(String message, Throwable cause) {
        super(message, cause);
    }
}
