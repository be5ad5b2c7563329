package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * Something was to be promoted or sent that is not of the open frame of that arena: it has ended,
 * was promoted or sent before, or belongs to something else. Nothing was changed.
 */
public final class NotInFrameException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public NotInFrameException(String message) {
        super(message);
    }
}
