package dev.mayfly.allocator.internal.ledger;

import dev.mayfly.allocator.error.LimitExceededException;

/** What is said where a group refuses. */
public final class LedgerErrors {

    private LedgerErrors() {}

    /**
     * A group has no room.
     *
     * @param bytes what was asked for
     * @param used what the group is charged with, less what the asker has set aside
     * @param wanted what that was for, as text
     */
    public static LimitExceededException groupFull(
            TagEntry group, long bytes, long used, Object wanted) {
        return new LimitExceededException(
                group.name,
                group.limit,
                bytes,
                used,
                "Group '" + group.name + "'",
                wanted.toString(),
                group.account().largest(),
                "the group's limit");
    }
}
