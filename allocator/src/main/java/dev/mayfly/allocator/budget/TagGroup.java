package dev.mayfly.allocator.budget;

import dev.mayfly.allocator.internal.ledger.TagTerms;
import dev.mayfly.allocator.source.MemorySource;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A tag for what several scopes, threads and long-lived holders have together: a node of the tree
 * that budgets are.
 *
 * <pre>{@code
 * static final TagGroup GAME = TagGroup.of("game", MemorySize.parse("64 MiB"));
 * static final TagGroup AI = TagGroup.of("ai", MemorySize.parse("8 MiB")).in(GAME);
 * static final Tag PATHS = Tag.of("paths", MemorySize.parse("256 KiB")).in(AI);
 * }</pre>
 *
 * <p>Charged to a group, and to the groups around it, is: what scopes of its tags have in use, with
 * whatever is open inside them; what all frames of an allocator, ring or scratch have, if its
 * settings name the group ({@link dev.mayfly.allocator.ArenaSettings#withGroup}); what was promoted
 * out of those; and what holders that were made with the group keep: a {@link
 * dev.mayfly.allocator.SoaBuffer}, a {@link #charged source} of a pool. The limit of a {@link Tag}
 * is for one scope; that of a group is for all of this at once, on all threads.
 *
 * <p>How exact that is: what is in use never passes the limit. A scope sets memory aside in its
 * groups, and takes it from there without asking again: at first what scopes of the group on that
 * arena have needed of late, if there is that much; then what is asked for, or as much again as it
 * has, but 64 KiB at least, while that is no more than an eighth of the limit and there is that
 * much. What is set aside is free again when the outermost scope of the group on that arena ends.
 * So one thread gets the last byte; with several, a request may be refused while others, in the
 * middle of a frame, have set aside what they do not use.
 *
 * <p>May be used by any thread and with any allocator. Groups and their tags may come and go with
 * what they are for, such as one of many worlds: what the program has let go of, an arena keeps as
 * a part of its sums alone.
 */
public final class TagGroup extends Tag {

    private TagGroup(String name, long limit, long softLimit, @Nullable TagGroup around) {
        super(name, limit, softLimit, THE_LIMIT, around, true);
    }

    /** A group without a limit. */
    public static TagGroup of(String name) {
        return new TagGroup(name, TagTerms.UNLIMITED, TagTerms.UNLIMITED, null);
    }

    /**
     * A group to which at most {@code limit} bytes can be charged at once.
     *
     * @throws dev.mayfly.allocator.error.InvalidSizeException if the limit is negative
     */
    public static TagGroup of(String name, long limit) {
        return new TagGroup(name, checked(name, "limit", limit), TagTerms.UNLIMITED, null);
    }

    /**
     * Another group of this name and these limits, with an account of its own, in {@code group}.
     */
    @Override
    public TagGroup in(TagGroup group) {
        return new TagGroup(name(), limit(), softLimit(), Objects.requireNonNull(group, "group"));
    }

    /**
     * Another group of this name and limit, with an account of its own: where more than {@code
     * softLimit} bytes are charged to it when a scope of it ends, the {@link
     * dev.mayfly.allocator.FrameAllocator#onSoftLimit listener} of that scope's allocator is told,
     * once a frame.
     *
     * @throws dev.mayfly.allocator.error.InvalidSizeException if the soft limit is negative
     */
    @Override
    public TagGroup withSoftLimit(long softLimit) {
        return new TagGroup(name(), limit(), checked(name(), "soft limit", softLimit), group());
    }

    /** The most bytes that may be charged to this group; without a limit, 2<sup>62</sup>. */
    @Override
    public long limit() {
        return super.limit();
    }

    /** How many bytes should be charged to this group; without a soft limit, 2<sup>62</sup>. */
    @Override
    public long softLimit() {
        return super.softLimit();
    }

    /**
     * Bytes that are charged to this group now. What holders keep is exact; of a frame that is open
     * it counts what is set aside, which is what it uses or more. Takes no lock, and nobody who
     * takes memory waits for it.
     */
    public long used() {
        return TagTerms.charged(this);
    }

    /** The most that {@link #used()} has been, so far. */
    public long peak() {
        return TagTerms.peak(this);
    }

    /** Bytes that can be charged to this group before its limit, or one around it, is met. */
    public long remaining() {
        return TagTerms.remaining(this);
    }

    /**
     * Sets who is asked to free something before a request is refused because this group's limit is
     * met, or that of a group inside it that has no listener of its own. One at a time; null for
     * none. May be called by any thread.
     */
    public void onFull(@Nullable EvictionListener evictor) {
        TagTerms.onFull(
                this,
                evictor == null ? null : (full, bytes) -> evictor.makeRoom((TagGroup) full, bytes));
    }

    /**
     * A source that takes from {@code source} and charges this group for what it has out. Where the
     * limit is met it declines, and says what a {@link
     * dev.mayfly.allocator.error.LimitExceededException} would say; so a chain goes on to its next
     * source. May be used by any thread, if {@code source} may.
     */
    public MemorySource charged(MemorySource source) {
        return new ChargedSource(source, this);
    }
}
