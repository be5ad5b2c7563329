package dev.mayfly.allocator.error;

import java.io.Serial;

/**
 * A request would have taken a scope past the limit of its tag, a frame past that of its arena, or
 * a group of tags past its own. Nothing was taken; what is held stays valid.
 */
public final class LimitExceededException extends MayflyException {

    @Serial private static final long serialVersionUID = 1L;

    private final String tag;
    private final long limit;
    private final long requested;
    private final long used;

    /**
     * Makes the exception.
     *
     * @param tag the name of the tag whose limit was met
     * @param limit the limit, in bytes
     * @param requested what was asked for, in bytes, size class and alignment included
     * @param used what the scope, the frame or the group had taken before, in bytes
     * @param holder what the limit is of, as it begins the message
     * @param wanted what was asked for, in words; empty where that is not known
     * @param users the largest users, as the message lists them
     * @param source what sets the limit, as somebody would say who is to raise it
     */
    public LimitExceededException(
            String tag,
            long limit,
            long requested,
            long used,
            String holder,
            String wanted,
            String users,
            String source) {
        super(
                holder
                        + " may take "
                        + limit
                        + " bytes; "
                        + used
                        + " are taken and "
                        + requested
                        + " more were asked for"
                        + (wanted.isEmpty() ? "" : " (" + wanted + ")")
                        + ". Largest users: "
                        + (users.isEmpty() ? "none" : users)
                        + ". Raise "
                        + source
                        + ", take less, or give something back first.");
        this.tag = tag;
        this.limit = limit;
        this.requested = requested;
        this.used = used;
    }

    /** The name of the tag whose limit was met. */
    public String tag() {
        return tag;
    }

    /** The limit, in bytes. */
    public long limit() {
        return limit;
    }

    /** What was asked for, in bytes, size class and alignment included. */
    public long requested() {
        return requested;
    }

    /** What the scope, the frame or the group had taken before, in bytes. */
    public long used() {
        return used;
    }
}
