package dev.mayfly.allocator.internal.columns;

import org.jspecify.annotations.Nullable;

/**
 * What may belong to something beyond its {@link ColumnStore}. A parent and no map, so that asking
 * is one load; see {@link ColumnOwners}.
 */
public abstract class Owned {

    /** What this belongs to; null for nothing. */
    @Nullable ColumnOwner owner;

    /** Belongs to nothing. */
    protected Owned() {}
}
