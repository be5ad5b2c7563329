package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.FrameEvents;
import dev.mayfly.ecs.FrameMapper;

import java.io.Serial;

/**
 * The type argument of a {@link FrameMapper} or {@link FrameEvents} field, or its lifetime, cannot
 * serve; or there is an object of that type which a snapshot, or its file, would have to hold and
 * cannot. The message says why.
 */
public final class TransientTypeException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public TransientTypeException(String problem) {
        super(problem);
    }

    /** Made by the bridge. */
    public TransientTypeException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
