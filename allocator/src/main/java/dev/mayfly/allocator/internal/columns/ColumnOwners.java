package dev.mayfly.allocator.internal.columns;

import org.jspecify.annotations.Nullable;

/** Says, and finds out, what a column belongs to. */
public final class ColumnOwners {

    private ColumnOwners() {}

    /** Has a column belong to this from now on. */
    public static void join(Owned column, ColumnOwner owner) {
        column.owner = owner;
    }

    /** What this belongs to; null if it is no column, or one that belongs to nothing. */
    public static @Nullable ColumnOwner of(Object column) {
        return column instanceof Owned owned ? owned.owner : null;
    }
}
