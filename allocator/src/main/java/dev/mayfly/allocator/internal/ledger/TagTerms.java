package dev.mayfly.allocator.internal.ledger;

import dev.mayfly.allocator.internal.ledger.TagEntry.Evictor;

import org.jspecify.annotations.Nullable;

/** What a tag says, for those who take memory under it and for the tag itself. */
public final class TagTerms {

    /** Larger than any arena can hold, small enough that sums with it do not overflow. */
    public static final long UNLIMITED = 1L << 62;

    private TagTerms() {}

    public static String name(TagEntry tag) {
        return tag.name;
    }

    /** The limit, in bytes: of each scope, or of all that is charged to a group. */
    public static long limit(TagEntry tag) {
        return tag.limit;
    }

    /** The soft limit, in bytes: of each scope, or of all that is charged to a group. */
    public static long softLimit(TagEntry tag) {
        return tag.softLimit;
    }

    /** What sets the limits, as messages call it. */
    public static String limitedBy(TagEntry tag) {
        return tag.limitedBy;
    }

    /** The most bytes that a scope of the tag may take; groups limit no single scope. */
    public static long scopeLimit(TagEntry tag) {
        return tag.scopeLimit;
    }

    /** The most bytes that a scope of the tag should have in use; groups say nothing of one. */
    public static long scopeSoftLimit(TagEntry tag) {
        return tag.scopeSoftLimit;
    }

    /** The place of the tag in tables. */
    public static TagNumber number(TagEntry tag) {
        return tag.number;
    }

    /** What is charged for the tag: itself if it is a group, then those around it. */
    public static TagEntry[] groups(TagEntry tag) {
        return tag.groups;
    }

    /** Whether groups are charged for what is taken under the tag. */
    public static boolean chargesGroups(TagEntry tag) {
        return tag.groups.length != 0;
    }

    /** Bytes that are charged to a group now, those of holders that are gone not counted. */
    public static long charged(TagEntry group) {
        Charge.forgetEnded();
        return group.account().charged();
    }

    /** The most that has been charged to a group at once. */
    public static long peak(TagEntry group) {
        return group.account().peak();
    }

    /** Bytes that can be charged to a group before its limit, or one around it, is met. */
    public static long remaining(TagEntry group) {
        Charge.forgetEnded();
        long least = UNLIMITED;
        for (TagEntry each : group.groups) {
            least = Math.min(least, each.account().available());
        }
        return least;
    }

    /** Has {@code evictor} asked for room in a group that is full; null for nobody. */
    public static void onFull(TagEntry group, @Nullable Evictor evictor) {
        group.evictor = evictor;
    }

    /** How many holders may be charged to a group. */
    public static int holders(TagEntry group) {
        return group.account().holders();
    }
}
