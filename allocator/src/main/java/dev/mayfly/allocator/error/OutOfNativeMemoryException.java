package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * No memory source had anything to give: the system has none, the limit of the allocator or of the
 * process is met, or a quota is. The message has the reason of each, and who uses the most.
 *
 * <p>Nothing was taken when this is thrown; the frame goes on with what it has.
 */
public final class OutOfNativeMemoryException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public OutOfNativeMemoryException(String message) {
        super(message);
    }
}
