package dev.mayfly.allocator.internal.linux;

import java.io.Serial;

/** A system call failed, or there is none; the reason says which, why and what to do. */
public final class LinuxCallException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final String reason;

    /** Makes the exception; the reason is a sentence, or several. */
    public LinuxCallException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** The message; never null. */
    public String reason() {
        return reason;
    }
}
