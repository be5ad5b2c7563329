package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.MayflyPlugin;

import java.io.Serial;

/**
 * A world whose plugin was told {@link MayflyPlugin#keepUntilFrameEnd()} was ticked on a thread
 * that has no frame open.
 */
public final class NoEngineFrameException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public NoEngineFrameException(Thread thread) {
        super(
                "The world was ticked on thread '"
                        + thread.getName()
                        + "' with no frame open there, but MayflyPlugin.keepUntilFrameEnd() leaves"
                        + " beginning and ending the frame to the engine. Call begin() on this"
                        + " thread's arena of the same allocator before World.process(), and close"
                        + " the frame when the tick's memory is no longer needed; or drop"
                        + " keepUntilFrameEnd().");
    }
}
