package dev.mayfly.allocator.internal.columns;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What is behind a buffer of rows. May be used by one thread at a time, as the buffer. */
public interface ColumnStore {

    /**
     * Has this stand before every access to the elements of these columns, of which there are all,
     * from now on, in checked and paranoid; in standard an access costs what it did.
     */
    void guard(ColumnGuard asked);

    /**
     * Has columns that are made from now on, of which there are none yet, used by id, with rows for
     * few of the ids.
     */
    PackedRows pack(PackedRows.Refusals rules);

    /** Which row an id has; null where the columns were not packed, and an index is a row. */
    @Nullable PackedRows packed();

    /** What messages call one of the columns. */
    String nameOf(Object column);

    /** Has the columns that there are belong to {@code owner} from now on. */
    void belongTo(ColumnOwner owner);

    /**
     * Has messages about a use after the end say this.
     *
     * @param how how it ends when it is closed, and what follows for who uses it: sentences
     */
    void explainEnd(String how);

    /**
     * Whether {@code asSegment} has been called on one of the columns: who has that segment writes
     * to it without being asked for by the {@link #guard guard}.
     */
    boolean isExposed();

    /**
     * How many rows each column has; of packed ones so many have been made.
     *
     * @throws dev.mayfly.allocator.error.ExpiredException if the store has ended
     */
    int rows();

    /** How many columns there are. */
    int count();

    /**
     * A column, as users have it.
     *
     * @param number its place in the order of their making
     */
    Object column(int number);

    /**
     * The array that holds the rows of a column, and beyond them whatever it holds; another one
     * once the store has grown.
     *
     * @param column its place in the order of their making
     * @throws IllegalStateException if the column is in native memory
     */
    Object array(int column);

    /** The columns in the order of their making, each as its element type and its name. */
    List<String> layout();
}
