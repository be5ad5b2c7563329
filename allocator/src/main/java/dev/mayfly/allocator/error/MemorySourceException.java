package dev.mayfly.allocator.error;

import org.jspecify.annotations.Nullable;

import java.io.Serial;

/**
 * A memory source did not do what sources promise: it threw, or gave no answer, or memory that is
 * too small, not aligned, closed, or for one thread alone; or it failed to take memory back.
 *
 * <p>What asked has taken nothing and still works.
 */
public final class MemorySourceException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /**
     * Makes the exception; the message says what happened and what to do.
     *
     * @param cause what the source threw; null if it threw nothing
     */
    public MemorySourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
