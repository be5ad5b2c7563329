package dev.mayfly.allocator.internal.columns;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Stands before the elements of the columns of one {@link ColumnStore}, in checked and paranoid:
 * who runs has to be allowed to, and, where rows have owners, the row has to have one.
 *
 * <p>{@code asSegment}, and whatever may change an element, counts as writing. What goes over a
 * range of rows (filling, copying, sorting, searching, {@code asSegment}) is not asked whose they
 * are: rows in between may be nobody's. What is done to all columns at once (growing, resetting a
 * row, saving and restoring) is not asked for at all.
 *
 * <p>A row goes by the id that it is for, which is its number but where the columns are packed.
 * Whoever has the rows says when they gain and lose an owner; one thread at a time, ordered with
 * those that use the columns.
 */
public final class ColumnGuard {

    // How it works. A row has a mark: nobody's, lost, or owned. Readers look into `reads`, writers
    // into `writes`. Both are the array of marks, or, while whoever runs is to be asked before, an
    // array of as many rows in which none has a mark. So an access is one compare of a mark, and
    // the load of the array is one that a loop makes once: nothing in it calls, or stores
    // references. What does not pass goes the slow way, which asks the rules.
    //
    // A byte a row and not a bit, because the index is the column's own then, whose check the JIT
    // takes out of a loop. There are never fewer marks than the columns have rows.

    private static final byte NOBODYS = 0;

    /** May be read, as its last owner has lost it a moment ago. */
    private static final byte LOST = 1;

    private static final byte OWNED = 2;

    private static final byte[] NONE = {};

    private final ColumnRules rules;

    /** Which rows ids have; null where an id is the number of its row. */
    private final @Nullable PackedRows packed;

    private byte[] marks = NONE;
    private byte[] reads = NONE;
    private byte[] writes = NONE;

    /** What is looked into where somebody has to be asked; made when that is first so. */
    private byte[] nobodys = NONE;

    private boolean asksReaders;
    private boolean asksWriters;

    /** The rows that were lost and may still be read. */
    private int[] lost = {};

    private int lostCount;

    /** A guard of rows of which none has an owner. */
    public ColumnGuard(ColumnRules rules, @Nullable PackedRows packed) {
        this.rules = rules;
        this.packed = packed;
    }

    // --- before an access

    /** A row of the column, which there is, is about to be read. */
    public void beforeRead(Object column, int row) {
        if (reads[row] == NOBODYS) {
            readSlowly(column, row);
        }
    }

    /** A row of the column, which there is, is about to be written. */
    public void beforeWrite(Object column, int row) {
        if (writes[row] != OWNED) {
            writeSlowly(column, row);
        }
    }

    /** As {@link #beforeRead(Object, int)}, for a column that goes by id also where rows do not. */
    public void beforeReadById(Object column, int id) {
        int row = rowOf(id);
        if (row < 0) {
            rules.beforeUseOf(column, id, false);
        } else {
            beforeRead(column, row);
        }
    }

    /**
     * As {@link #beforeWrite(Object, int)}, for a column that goes by id also where rows do not.
     */
    public void beforeWriteById(Object column, int id) {
        int row = rowOf(id);
        if (row < 0) {
            rules.beforeUseOf(column, id, true);
        } else {
            beforeWrite(column, row);
        }
    }

    /** Rows of the column are about to be read, whoever has them. */
    public void beforeRead(Object column) {
        if (asksReaders) {
            rules.beforeReadOf(column);
        }
    }

    /** Rows of the column are about to be written, or may be from now on, whoever has them. */
    public void beforeWrite(Object column) {
        if (asksWriters) {
            rules.beforeWriteTo(column);
        }
    }

    private void readSlowly(Object column, int row) {
        beforeRead(column);
        if (marks[row] == NOBODYS) {
            rules.beforeUseOf(column, idOf(row), false);
        }
    }

    private void writeSlowly(Object column, int row) {
        beforeWrite(column);
        if (marks[row] != OWNED) {
            rules.beforeUseOf(column, idOf(row), true);
        }
    }

    private int idOf(int row) {
        return packed == null ? row : packed.idOf(row);
    }

    private int rowOf(int id) {
        return packed == null ? id : packed.find(id);
    }

    // --- who is asked

    /** Whether readers and writers have to be asked who they are, from now on. */
    public void ask(boolean readers, boolean writers) {
        asksReaders = readers;
        asksWriters = writers;
        show();
    }

    private void show() {
        if (asksReaders || asksWriters) {
            if (nobodys.length < marks.length) {
                nobodys = new byte[marks.length];
            }
        }
        reads = asksReaders ? nobodys : marks;
        writes = asksWriters ? nobodys : marks;
    }

    // --- whose the rows are; of packed ones they go by id here

    /** Makes room for this many rows. */
    public void ensureRows(int rows) {
        if (rows > marks.length) {
            marks = Arrays.copyOf(marks, rows);
            show();
        }
    }

    /** Makes room for this many calls of {@link #lose}, which then allocate nothing. */
    public void ensureRoomToLose(int rows) {
        if (lost.length < lostCount + rows) {
            lost = Arrays.copyOf(lost, lostCount + rows);
        }
    }

    /** The row, which there is room for, has an owner from now on. */
    public void own(int id) {
        int row = rowOf(id);
        if (packed != null && row >= marks.length) {
            ensureRows(Math.max(16, 2 * row));
        }
        marks[row] = OWNED;
    }

    /** The row has lost its owner; it may be read until {@link #forgetLost}. */
    public void lose(int id) {
        int row = rowOf(id);
        marks[row] = LOST;
        if (lostCount == lost.length) {
            lost = Arrays.copyOf(lost, Math.max(16, 2 * lostCount));
        }
        lost[lostCount] = row;
        lostCount++;
    }

    /** The row has no owner, nor had it one a moment ago. */
    public void disown(int id) {
        int row = rowOf(id);
        if (row >= 0) {
            marks[row] = NOBODYS;
        }
    }

    /** The row, if there is one, is to be written later on, on whoever's behalf. */
    public void requireOwned(Object column, int id) {
        if (!isOwned(id)) {
            rules.beforeUseOf(column, id, true);
        }
    }

    /** Whether the row has an owner. */
    public boolean isOwned(int id) {
        return isMarked(rowOf(id), OWNED);
    }

    /** Whether the row had an owner a moment ago, and may still be read. */
    public boolean isLost(int id) {
        return isMarked(rowOf(id), LOST);
    }

    private boolean isMarked(int row, byte mark) {
        return row >= 0 && row < marks.length && marks[row] == mark;
    }

    /** Rows that were lost, and have no owner again, are nobody's from now on. */
    public void forgetLost() {
        for (int i = 0; i < lostCount; i++) {
            if (marks[lost[i]] == LOST) {
                marks[lost[i]] = NOBODYS;
            }
        }
        lostCount = 0;
    }
}
