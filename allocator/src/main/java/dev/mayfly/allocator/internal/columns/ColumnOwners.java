package dev.mayfly.allocator.internal.columns;

import org.jspecify.annotations.Nullable;

/**
 * Finds out what a column belongs to. Columns are objects here, so the package that has them says
 * how.
 */
public final class ColumnOwners {

    /** How the store of a column is found. */
    public interface Finder {

        /** The store that this is a column of; null if it is of none. */
        @Nullable ColumnStore storeOf(Object column);
    }

    private static Finder finder = _ -> null;

    private ColumnOwners() {}

    /** Has stores found so from now on; called once, before there is a column. */
    public static void findBy(Finder how) {
        finder = how;
    }

    /** What this belongs to; null if it is no column, or one that belongs to nothing. */
    public static @Nullable ColumnOwner of(Object column) {
        ColumnStore store = finder.storeOf(column);
        return store == null ? null : store.owner();
    }
}
