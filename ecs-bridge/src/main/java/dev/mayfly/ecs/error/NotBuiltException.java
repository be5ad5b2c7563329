package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/** A grid was searched that nothing was put into, or whose last building failed. */
public final class NotBuiltException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param title what was searched
     */
    public NotBuiltException(String title) {
        super(
                "A "
                        + title
                        + " was searched that has not been built, or whose last building failed."
                        + " Call build() in each frame, before the first search.");
    }
}
