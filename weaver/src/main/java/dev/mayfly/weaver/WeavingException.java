package dev.mayfly.weaver;

import org.jspecify.annotations.Nullable;

/** Weaving cannot go on; the message says at which file, and why. */
final class WeavingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WeavingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
