package dev.mayfly.allocator.internal.columns;

/**
 * Says who may read and write the columns of a {@link ColumnStore}: for a framework that knows
 * which of its parts is running, what that part has declared, and whose a row is.
 *
 * <p>Asked by a {@link ColumnGuard}, in checked and paranoid alone, where that does not know the
 * answer: by the thread that makes the access, so on several threads at once, if the framework runs
 * parts side by side. An implementation refuses by throwing: nothing has been read or written then.
 * It must not touch the elements of the column itself.
 */
public interface ColumnRules {

    /** Elements of this column are about to be read. */
    void beforeReadOf(Object column);

    /** Elements of this column are about to be written, or may be from now on. */
    void beforeWriteTo(Object column);

    /** A row that nobody has, or that nobody may write any more, is about to be used. */
    void beforeUseOf(Object column, int row, boolean writing);
}
