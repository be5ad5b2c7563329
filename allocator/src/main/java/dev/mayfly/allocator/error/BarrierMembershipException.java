package dev.mayfly.allocator.error;

import java.io.Serial;

/** A frame barrier was joined by a thread that takes part in it, or used by one that has left. */
public final class BarrierMembershipException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    /** Makes the exception; the message says what happened and what to do. */
    public BarrierMembershipException(String message) {
        super(message);
    }
}
