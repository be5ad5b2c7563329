package dev.mayfly.allocator.source;

import java.util.Objects;

/**
 * A source gives no memory for this request; the next source of a chain may.
 *
 * @param reason why, with the limit that was met and what to do about it; it ends up in the message
 *     of the exception that is thrown when no source gives memory
 */
public record Declined(String reason) implements Answer {

    /** Takes the reason. */
    public Declined {
        Objects.requireNonNull(reason, "a source that declines says why");
    }
}
