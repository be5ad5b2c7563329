package dev.mayfly.ecs;

import dev.mayfly.allocator.error.BridgeException;

import java.io.Serial;

/**
 * The type argument of a {@link FrameMapper} or {@link FrameEvents} field, or its lifetime, cannot
 * serve; the message says why.
 */
public final class FrameTypeException extends BridgeException {

    @Serial private static final long serialVersionUID = 1L;

    FrameTypeException(String problem) {
        super(problem);
    }

    FrameTypeException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
