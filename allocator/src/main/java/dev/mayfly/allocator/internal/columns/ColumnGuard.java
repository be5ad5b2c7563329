package dev.mayfly.allocator.internal.columns;

/**
 * Says who may read and write the columns of a {@link ColumnStore}: for a framework that knows
 * which of its parts is running, and what that part has declared.
 *
 * <p>Asked in checked and paranoid alone, before each access to elements, by the thread that makes
 * it; so on several threads at once, if the framework runs parts side by side. An implementation
 * refuses by throwing: nothing has been read or written then. It must not touch the elements of the
 * column itself.
 *
 * <p>{@code asSegment}, and whatever may change an element, counts as writing. What is done to all
 * columns at once (growing, resetting a row, saving and restoring) is not asked for.
 */
public interface ColumnGuard {

    /** An element of this column is about to be read. */
    void beforeReadOf(Object column);

    /** An element of this column is about to be written, or may be from now on. */
    void beforeWriteTo(Object column);
}
