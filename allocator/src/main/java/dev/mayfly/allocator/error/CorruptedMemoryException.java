package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * Paranoid only: bytes next to a native slice, or bytes of a frame that had ended, were
 * overwritten.
 *
 * <p>The arena is sound when this is thrown, but something else wrote where it should not have.
 */
public final class CorruptedMemoryException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public CorruptedMemoryException(String message) {
        super(message);
    }
}
