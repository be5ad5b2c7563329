package dev.mayfly.allocator.internal.columns;

/**
 * What columns belong to beyond their {@link ColumnStore}: all those of one world. Columns are of
 * the same world if their owner is the same object.
 */
public interface ColumnOwner {

    /**
     * What an index that is outside of a column may be instead, and what to do, as sentences after
     * a space; empty for nothing that the owner knows.
     */
    String explainIndex(int index);
}
