package dev.mayfly.allocator.budget;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.internal.ledger.TagEntry;
import dev.mayfly.allocator.internal.ledger.TagTerms;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A name for what a scope's memory is for, with an optional limit and soft limit. The bytes that
 * scopes of a tag take are attributed to it ({@link
 * dev.mayfly.allocator.FrameArena#attributed(Tag)}), and messages name it. Its limits are for each
 * of its scopes; what several scopes and threads may have together is the matter of the {@link
 * TagGroup} that it is {@link #in in}.
 *
 * <p>Make a tag once and keep it, in a constant or a field: two tags of the same name are two tags.
 * Immutable; may be used by any thread and with any allocator.
 */
public sealed class Tag extends TagEntry permits TagGroup {

    private final @Nullable TagGroup group;

    /** What sets a limit where nobody has said it. */
    static final String THE_LIMIT = "the limit";

    private Tag(
            String name, long limit, long softLimit, String limitedBy, @Nullable TagGroup group) {
        this(name, limit, softLimit, limitedBy, group, false);
    }

    Tag(
            String name,
            long limit,
            long softLimit,
            String limitedBy,
            @Nullable TagGroup group,
            boolean isGroup) {
        super(Objects.requireNonNull(name, "name"), limit, softLimit, limitedBy, group, isGroup);
        this.group = group;
    }

    /** A tag without a limit. */
    public static Tag of(String name) {
        return new Tag(name, TagTerms.UNLIMITED, TagTerms.UNLIMITED, THE_LIMIT, null);
    }

    /**
     * A tag whose scopes may each take at most {@code limit} bytes, size classes and alignment
     * included.
     *
     * @throws InvalidSizeException if the limit is negative
     */
    public static Tag of(String name, long limit) {
        return new Tag(name, checked(name, "limit", limit), TagTerms.UNLIMITED, THE_LIMIT, null);
    }

    /**
     * Another tag of this name and these limits, whose scopes are charged to {@code group}, and to
     * the groups around that.
     */
    public Tag in(TagGroup group) {
        Objects.requireNonNull(group, "group");
        return new Tag(name(), limit(), softLimit(), TagTerms.limitedBy(this), group);
    }

    /**
     * Another tag of this name and these limits, in the same group. Where its limit is met, the
     * message says to raise {@code source}, as it would be said to whoever set it: "the budget in
     * the level's file"; else "the limit".
     */
    public Tag limitedBy(String source) {
        Objects.requireNonNull(source, "source");
        return new Tag(name(), limit(), softLimit(), source, group);
    }

    /**
     * Another tag of this name and limit, in the same group: a scope of it that has more than
     * {@code softLimit} bytes in use at once, size classes and alignment included, gets them, and
     * the allocator's {@link dev.mayfly.allocator.FrameAllocator#onSoftLimit listener} is told.
     *
     * @throws InvalidSizeException if the soft limit is negative
     */
    public Tag withSoftLimit(long softLimit) {
        return new Tag(
                name(),
                limit(),
                checked(name(), "soft limit", softLimit),
                TagTerms.limitedBy(this),
                group);
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
        return Math.min(bytes, TagTerms.UNLIMITED);
    }

    /** What this tag is called in messages and reports. */
    public final String name() {
        return TagTerms.name(this);
    }

    /** The group that this is in; null if it is in none. */
    public final @Nullable TagGroup group() {
        return group;
    }

    /** The most bytes that one scope of this tag may take; without a limit, 2<sup>62</sup>. */
    public long limit() {
        return TagTerms.limit(this);
    }

    /**
     * The most bytes that one scope of this tag should have in use; without a soft limit,
     * 2<sup>62</sup>.
     */
    public long softLimit() {
        return TagTerms.softLimit(this);
    }

    @Override
    public final String toString() {
        return limit() == TagTerms.UNLIMITED ? name() : name() + " (at most " + limit() + " bytes)";
    }
}
