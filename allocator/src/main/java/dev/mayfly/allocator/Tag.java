package dev.mayfly.allocator;

import dev.mayfly.allocator.error.InvalidSizeException;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A name for what a scope's memory is for, with an optional limit and soft limit. The bytes that
 * scopes of a tag take are attributed to it ({@link FrameArena#attributed(Tag)}), and messages name
 * it. Its limits are for each of its scopes; what several scopes and threads may have together is
 * the matter of the {@link TagGroup} that it is {@link #in in}.
 *
 * <p>Make a tag once and keep it, in a constant or a field: two tags of the same name are two tags.
 * Immutable; may be used by any thread and with any allocator.
 */
public sealed class Tag permits TagGroup {

    /** Larger than any arena can hold, small enough that sums with it do not overflow. */
    static final long UNLIMITED = 1L << 62;

    static final TagGroup[] NO_GROUPS = {};

    /** What frames are opened under when the caller names nothing. */
    static final Tag FRAME = of("frame");

    /** What nested scopes are opened under when the caller names nothing. */
    static final Tag SCOPE = of("scope");

    /** What statistics count tags under that the program has let go of. */
    static final Tag GONE = of("tags that are gone");

    /** The place of this tag's figures in each arena's table. */
    final TagNumber number = TagNumber.of(this);

    /** The limits of each scope; a group has none of these. */
    final long scopeLimit;

    final long scopeSoftLimit;

    /** What is charged for this: itself if it is a group, then those around it. */
    final TagGroup[] groups;

    private final String name;
    private final @Nullable TagGroup group;

    Tag(String name, long scopeLimit, long scopeSoftLimit, @Nullable TagGroup group) {
        this.name = Objects.requireNonNull(name, "name");
        this.scopeLimit = scopeLimit;
        this.scopeSoftLimit = scopeSoftLimit;
        this.group = group;
        this.groups = groups(group);
    }

    private TagGroup[] groups(@Nullable TagGroup around) {
        TagGroup[] others = around == null ? NO_GROUPS : around.groups;
        if (!(this instanceof TagGroup itself)) {
            return others;
        }
        TagGroup[] all = new TagGroup[others.length + 1];
        System.arraycopy(others, 0, all, 1, others.length);
        all[0] = itself;
        return all;
    }

    /** A tag without a limit. */
    public static Tag of(String name) {
        return new Tag(name, UNLIMITED, UNLIMITED, null);
    }

    /**
     * A tag whose scopes may each take at most {@code limit} bytes, size classes and alignment
     * included.
     *
     * @throws InvalidSizeException if the limit is negative
     */
    public static Tag of(String name, long limit) {
        return new Tag(name, checked(name, "limit", limit), UNLIMITED, null);
    }

    /**
     * Another tag of this name and these limits, whose scopes are charged to {@code around}, and to
     * the groups around that.
     */
    public Tag in(TagGroup around) {
        return new Tag(name, scopeLimit, scopeSoftLimit, Objects.requireNonNull(around, "around"));
    }

    /**
     * Another tag of this name and limit, in the same group: a scope of it that has more than
     * {@code softLimit} bytes in use at once, size classes and alignment included, gets them, and
     * the allocator's {@link FrameAllocator#onSoftLimit listener} is told.
     *
     * @throws InvalidSizeException if the soft limit is negative
     */
    public Tag withSoftLimit(long softLimit) {
        return new Tag(name, scopeLimit, checked(name, "soft limit", softLimit), group);
    }

    static long checked(String name, String what, long bytes) {
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
    public final String name() {
        return name;
    }

    /** The group that this is in; null if it is in none. */
    public final @Nullable TagGroup group() {
        return group;
    }

    /** The most bytes that one scope of this tag may take; without a limit, 2<sup>62</sup>. */
    public long limit() {
        return scopeLimit;
    }

    /**
     * The most bytes that one scope of this tag should have in use; without a soft limit,
     * 2<sup>62</sup>.
     */
    public long softLimit() {
        return scopeSoftLimit;
    }

    @Override
    public final String toString() {
        return limit() == UNLIMITED ? name : name + " (at most " + limit() + " bytes)";
    }
}
