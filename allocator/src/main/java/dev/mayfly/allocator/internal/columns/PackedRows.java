package dev.mayfly.allocator.internal.columns;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

/**
 * Which row an id has in columns that have rows for few of the ids. An id is given a row, keeps it
 * when it is given up until {@link #release}, and then leaves it to another id.
 *
 * <p>Takes four bytes a row, four a {@value #PAGE} ids, and some four an id in pages in which an id
 * has a row. Changed by one thread at a time, ordered with those that look rows up. In the steady
 * state nothing allocates.
 */
public final class PackedRows {

    // How it works. An id's row stands in a page of its and its neighbours' rows, and all pages in
    // which no id has one are the same: NOBODY, which is never written. A page counts its rows
    // behind them; one that has come to none is kept for other ids. Rows that are free are linked,
    // each holding the next one in the place of its id.
    //
    // Why looking up is short. A row that there is not is -1, and an id that there is not is
    // outside
    // of the table of pages; so the array of a column, or this, refuses both, by a check that the
    // JVM makes anyway.

    private static final int PAGE_BITS = 6;

    /** How many ids a page is for. */
    static final int PAGE = 1 << PAGE_BITS;

    /** What an id without a row has. */
    public static final int NONE = -1;

    /** What the last of the free rows has for the next one, and what stands for none at all. */
    private static final int END = -1;

    private static final int[] NOBODY = emptyPage();

    private final IntSupplier newRow;
    private final Refusals rules;

    private int[][] pages = {};
    private int ids;

    /** By row: its id; of a free one -2 - the next one. */
    private int[] idOfRow = {};

    private int rows;
    private int free = END;
    private int freeRows;

    private int[][] sparePages = {};
    private int spares;

    /** Ids that have given up their rows since the last release, some more than once. */
    private int[] lost = {};

    private int lostCount;

    /**
     * No ids.
     *
     * @param newRow adds a row to the columns, and returns its number, which is how many there were
     */
    public PackedRows(IntSupplier newRow, Refusals rules) {
        this.newRow = newRow;
        this.rules = rules;
    }

    /** What is thrown where an id has no row. */
    public Refusals rules() {
        return rules;
    }

    // --- looking up

    /**
     * The row of an id, or {@link #NONE}.
     *
     * @throws ArrayIndexOutOfBoundsException if it is far from all ids that there are
     */
    public int of(int id) {
        return pages[id >>> PAGE_BITS][id & PAGE - 1];
    }

    /** The row of any number, or {@link #NONE}. */
    public int find(int id) {
        return id >= 0 && id < ids ? of(id) : NONE;
    }

    /** The id of a row, or {@link #NONE} if that is free. */
    public int idOf(int row) {
        return row < rows && idOfRow[row] >= 0 ? idOfRow[row] : NONE;
    }

    /** Ids are from 0 to this, exclusive. */
    public int ids() {
        return ids;
    }

    // --- giving rows

    /** Makes this know of so many ids; does nothing if it knows of more. */
    public void ensureIds(int count) {
        if (count > ids) {
            int wanted = (count + PAGE - 1) >>> PAGE_BITS; // the sum may be over the last int
            int had = pages.length;
            if (wanted > had) {
                pages = Arrays.copyOf(pages, wanted);
                Arrays.fill(pages, had, wanted, NOBODY);
            }
            ids = count;
        }
    }

    /**
     * Gives an id, which this knows of, a row, unless it has one; returns that. What the row holds
     * is its last id's, or the initial values. If there is no memory for it nothing changes.
     */
    public int take(int id) {
        int present = of(id);
        if (present != NONE) {
            return present;
        }
        int[] page = pages[id >>> PAGE_BITS];
        if (page[PAGE] == 0 && spares == 0) {
            addSpare();
        }
        int row = free == END ? addRow() : free;
        if (row == free) {
            free = -2 - idOfRow[row];
            freeRows--;
        }
        if (page[PAGE] == 0) { // it is NOBODY
            spares--;
            page = sparePages[spares];
            pages[id >>> PAGE_BITS] = page;
        }
        page[id & PAGE - 1] = row;
        page[PAGE]++;
        idOfRow[row] = id;
        return row;
    }

    /**
     * Makes room for giving so many more ids rows, and for {@link #loseAllBut}, which then allocate
     * nothing.
     */
    public void ensureRoom(int more) {
        while (freeRows < more) {
            int row = addRow();
            idOfRow[row] = -2 - free;
            free = row;
            freeRows++;
        }
        while (spares < more) {
            addSpare();
        }
        if (lost.length < rows) {
            lost = Arrays.copyOf(lost, rows);
        }
    }

    private int addRow() {
        if (rows == idOfRow.length) {
            idOfRow = Arrays.copyOf(idOfRow, Math.max(16, 2 * rows));
        }
        int row = newRow.getAsInt();
        rows = row + 1;
        return row;
    }

    private void addSpare() {
        if (spares == sparePages.length) {
            sparePages = Arrays.copyOf(sparePages, Math.max(1, 2 * spares));
        }
        sparePages[spares] = emptyPage();
        spares++;
    }

    private static int[] emptyPage() {
        int[] page = new int[PAGE + 1];
        Arrays.fill(page, 0, PAGE, NONE);
        return page;
    }

    // --- taking them back

    /** The id, which has a row, needs it until the next {@link #release}, and no longer. */
    public void lose(int id) {
        if (lostCount == lost.length) {
            lost = Arrays.copyOf(lost, Math.max(16, 2 * lostCount));
        }
        lost[lostCount] = id;
        lostCount++;
    }

    /** Has all ids that have rows give them up but those that need them. */
    public void loseAllBut(IntPredicate needed) {
        lostCount = 0;
        for (int row = 0; row < rows; row++) {
            int id = idOfRow[row];
            if (id >= 0 && !needed.test(id)) {
                lose(id);
            }
        }
    }

    /** Takes back the rows of ids that gave them up, and do not need them again. */
    public void release(IntPredicate needed) {
        for (int i = 0; i < lostCount; i++) {
            int id = lost[i];
            int row = find(id);
            if (row != NONE && !needed.test(id)) {
                free(id, row);
            }
        }
        lostCount = 0;
    }

    private void free(int id, int row) {
        int[] page = pages[id >>> PAGE_BITS];
        page[id & PAGE - 1] = NONE;
        page[PAGE]--;
        if (page[PAGE] == 0) {
            pages[id >>> PAGE_BITS] = NOBODY;
            keep(page);
        }
        idOfRow[row] = -2 - free;
        free = row;
        freeRows++;
    }

    private void keep(int[] page) {
        if (spares == sparePages.length) {
            sparePages = Arrays.copyOf(sparePages, Math.max(1, 2 * spares));
        }
        sparePages[spares] = page;
        spares++;
    }

    /** Forgets all ids, as the columns have ended. */
    public void clear() {
        pages = new int[0][];
        idOfRow = new int[0];
        sparePages = new int[0][];
        lost = new int[0];
        ids = 0;
        rows = 0;
        free = END;
        freeRows = 0;
        spares = 0;
        lostCount = 0;
    }

    @Override
    public String toString() {
        return (rows - freeRows) + " of " + ids + " ids have rows";
    }

    /** What users are told by whoever has the ids. */
    public interface Refusals {

        /** What to throw where a column is used for an id that has no row. */
        RuntimeException noRow(Object column, int id, boolean writing);

        /** What to do instead of using rows as a range, as a sentence. */
        String adviceOnRanges();
    }
}
