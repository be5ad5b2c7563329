package dev.mayfly.allocator.internal.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What the ledger keeps of a tag: its name and limits, its place in the tables of arenas, and who
 * is charged for it. The public {@code Tag} extends this and shows nothing of it; the packages that
 * may see this one ask {@link TagTerms}.
 */
public abstract class TagEntry {

    static final TagEntry[] NO_GROUPS = {};

    public final String name;

    /** The limits as the user knows them; {@link TagTerms#UNLIMITED} for none. */
    public final long limit;

    public final long softLimit;

    /** What sets the limits, as messages call it. */
    public final String limitedBy;

    /** The limits of each scope; a group has none of these. */
    final long scopeLimit;

    final long scopeSoftLimit;

    /** The place of this tag's figures in each arena's table. */
    public final TagNumber number;

    /** What is charged for this: itself if it is a group, then those around it. */
    public final TagEntry[] groups;

    /** What is charged to this; null for what is no group. */
    private final @Nullable Account account;

    /** Who is asked for room in this group; null for nobody. */
    public volatile @Nullable Evictor evictor;

    /** Is asked to free something in a group that is full. */
    @FunctionalInterface
    public interface Evictor {

        /** That group would pass its limit by so many bytes. */
        void makeRoom(TagEntry full, long bytes);
    }

    /**
     * An entry of a tag, or of a group.
     *
     * @param around the group that it is in; null for none
     */
    protected TagEntry(
            String name,
            long limit,
            long softLimit,
            String limitedBy,
            @Nullable TagEntry around,
            boolean isGroup) {
        this.name = name;
        this.limitedBy = limitedBy;
        this.limit = limit;
        this.softLimit = softLimit;
        this.scopeLimit = isGroup ? TagTerms.UNLIMITED : limit;
        this.scopeSoftLimit = isGroup ? TagTerms.UNLIMITED : softLimit;
        this.account = isGroup ? new Account(limit) : null;
        TagEntry[] others = around == null ? NO_GROUPS : around.groups;
        this.groups = isGroup ? withThis(others) : others;
        this.number = TagNumber.of(this);
    }

    private TagEntry[] withThis(TagEntry[] others) {
        TagEntry[] all = new TagEntry[others.length + 1];
        System.arraycopy(others, 0, all, 1, others.length);
        all[0] = this;
        return all;
    }

    /** What is charged to this, which is a group. */
    public final Account account() {
        Account charged = account;
        if (charged == null) {
            throw new IllegalStateException("Tag '" + name + "' is no group");
        }
        return charged;
    }

    /** Who is to be asked where this group is full: its own evictor, or the next one around. */
    final @Nullable Evictor nearestEvictor() {
        for (TagEntry each : groups) {
            Evictor found = each.evictor;
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
