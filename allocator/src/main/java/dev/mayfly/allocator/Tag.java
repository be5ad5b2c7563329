package dev.mayfly.allocator;

import dev.mayfly.allocator.error.InvalidSizeException;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A name for what a scope's memory is for, with an optional limit and soft limit. The bytes that
 * scopes of a tag take are attributed to it ({@link FrameArena#attributed(Tag)}), and messages name
 * it.
 *
 * <p>Make a tag once and keep it, in a constant or a field: two tags of the same name are two tags.
 * Immutable; may be used by any thread and with any allocator.
 */
public final class Tag {

    /** Larger than any arena can hold, small enough that sums with it do not overflow. */
    static final long UNLIMITED = 1L << 62;

    private static final AtomicInteger NEXT_INDEX = new AtomicInteger();

    /** What frames are opened under when the caller names nothing. */
    static final Tag FRAME = of("frame");

    /** What nested scopes are opened under when the caller names nothing. */
    static final Tag SCOPE = of("scope");

    /** The place of this tag's figures in each arena's table. */
    final int index = NEXT_INDEX.getAndIncrement();

    private final String name;
    private final long limit;
    private final long softLimit;

    private Tag(String name, long limit, long softLimit) {
        this.name = Objects.requireNonNull(name, "name");
        this.limit = limit;
        this.softLimit = softLimit;
    }

    /** A tag without a limit. */
    public static Tag of(String name) {
        return new Tag(name, UNLIMITED, UNLIMITED);
    }

    /**
     * A tag whose scopes may each take at most {@code limit} bytes, size classes and alignment
     * included.
     *
     * @throws InvalidSizeException if the limit is negative
     */
    public static Tag of(String name, long limit) {
        return new Tag(name, checked(name, "limit", limit), UNLIMITED);
    }

    /**
     * Another tag of this name and limit: a scope of it that has more than {@code softLimit} bytes
     * in use at once, size classes and alignment included, gets them, and the allocator's {@link
     * FrameAllocator#onSoftLimit listener} is told.
     *
     * @throws InvalidSizeException if the soft limit is negative
     */
    public Tag withSoftLimit(long softLimit) {
        return new Tag(name, limit, checked(name, "soft limit", softLimit));
    }

    private static long checked(String name, String what, long bytes) {
        if (bytes < 0) {
            throw new InvalidSizeException(
                    "Tag '"
                            + name
                            + "' was given a "
                            + what
                            + " of "
                            + bytes
                            + " bytes; use 0 or more.");
        }
        return Math.min(bytes, UNLIMITED);
    }

    /** What this tag is called in messages and reports. */
    public String name() {
        return name;
    }

    /** The most bytes that one scope of this tag may take; without a limit, 2<sup>62</sup>. */
    public long limit() {
        return limit;
    }

    /**
     * The most bytes that one scope of this tag should have in use; without a soft limit,
     * 2<sup>62</sup>.
     */
    public long softLimit() {
        return softLimit;
    }

    @Override
    public String toString() {
        return limit == UNLIMITED ? name : name + " (at most " + limit + " bytes)";
    }
}
