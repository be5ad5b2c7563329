package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/**
 * A number that no distance can be computed with: a coordinate that is NaN or infinite, or a
 * distance, an extent or a cell size that is that or negative.
 */
public final class InvalidGeometryException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public InvalidGeometryException(String message) {
        super(message);
    }
}
