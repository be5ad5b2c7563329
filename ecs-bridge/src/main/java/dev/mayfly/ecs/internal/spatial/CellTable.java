package dev.mayfly.ecs.internal.spatial;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.Ints;

/**
 * The cells of a grid over two or three axes, and which slots each has. Entities are sorted by
 * cell, and a slot is a place in that order.
 */
@SuppressWarnings("NullAway.Init") // a grid takes memory before it searches
final class CellTable {

    // How it works. Cells are numbered row by row, so the cells of a row that a search covers are
    // one run of slots, or two where the row wraps around. A search asks for the runs of a box and
    // looks at every slot in them.
    //
    // The table has a bounded number of cells, in proportion to the number of entities. If all
    // cells between the outermost entities are no more than that, it holds all. Else it holds a
    // power of two along each axis, and cells that are a multiple of it apart share: the grid is
    // wrapped around a torus. So cells keep the size that was asked for, however far apart the
    // entities are, and the table stays small.
    //
    // Why that is exact. A run has every slot of the cells that it stands for, and perhaps slots of
    // cells that share with them. Searches therefore test every slot by its coordinates; that two
    // cells share costs time and changes no answer. No slot comes twice, since runs stop before
    // they meet a cell of the table again.

    /** The most cells an entity, and the least for few entities. */
    private static final int CELLS_PER_ENTITY = 4;

    private static final int CELLS_AT_LEAST = 64;
    private static final int MOST_CELLS = 1 << 28;

    final Axis x = new Axis();
    final Axis y = new Axis();

    /** Has one cell, the cell of 0, in a grid of two axes. */
    final Axis z = new Axis();

    /**
     * The first slot of each cell, and behind them the number of all slots; one more element makes
     * room for sorting.
     */
    private Ints starts;

    /** The runs that were found last: for each its first slot, and the one behind its last. */
    private Ints runs;

    /** Takes memory for the entities that the axes cover. */
    void take(FrameArena arena, int entities) {
        long most = Math.clamp((long) CELLS_PER_ENTITY * entities, CELLS_AT_LEAST, MOST_CELLS);
        if (allFit(most)) {
            x.takeAll();
            y.takeAll();
            z.takeAll();
        } else {
            wrap(most);
        }
        starts = arena.ints(x.size * y.size * z.size + 2);
        // No run is empty, so there are no more of them than slots.
        runs = arena.uninitializedInts(2 * entities);
    }

    private boolean allFit(long most) {
        if (x.last() >= most || y.last() >= most || z.last() >= most) {
            return false;
        }
        long layer = (x.last() + 1) * (y.last() + 1);
        return layer <= most && layer * (z.last() + 1) <= most;
    }

    /** Doubles the axes in turn, each as far as it has cells. */
    private void wrap(long most) {
        x.take(1);
        y.take(1);
        z.take(1);
        Axis shortest = shorter(x, shorter(y, z));
        for (long cells = 2; cells <= most && shortest.size <= shortest.last(); cells *= 2) {
            shortest.take(shortest.size * 2);
            shortest = shorter(x, shorter(y, z));
        }
    }

    private static Axis shorter(Axis a, Axis b) {
        boolean aMayGrow = a.size <= a.last();
        boolean bMayGrow = b.size <= b.last();
        return aMayGrow && (!bMayGrow || a.size <= b.size) ? a : b;
    }

    /** The table's cell of a place in a grid of two axes. */
    int cellOf(double atX, double atY) {
        return y.wrap(y.cell(atY)) * x.size + x.wrap(x.cell(atX));
    }

    /** The table's cell of a place in a grid of three axes. */
    int cellOf(double atX, double atY, double atZ) {
        return z.wrap(z.cell(atZ)) * y.size * x.size + cellOf(atX, atY);
    }

    /**
     * Replaces each cell by a slot that is free in it, in order: a counting sort (Knuth, The Art of
     * Computer Programming 3, 5.2, algorithm D).
     */
    void sort(Ints cells) {
        // Counts stand two elements further on, so that the element one further on can serve as the
        // cell's cursor and ends as what it has to be: the start of the next cell.
        for (int i = 0; i < cells.length(); i++) {
            starts.add(cells.get(i) + 2, 1);
        }
        int sum = 0;
        for (int i = 2; i < starts.length(); i++) {
            sum += starts.get(i);
            starts.set(i, sum);
        }
        for (int i = 0; i < cells.length(); i++) {
            int cursor = cells.get(i) + 1;
            int slot = starts.get(cursor);
            starts.set(cursor, slot + 1);
            cells.set(i, slot);
        }
    }

    /** Finds the runs of a box, corners included; returns how many there are. */
    int findRuns(double minX, double maxX, double minY, double maxY) {
        return findRows(0, 0, x.cell(minX), x.cell(maxX), y.cell(minY), y.cell(maxY));
    }

    /** As {@link #findRuns(double, double, double, double)}, in three dimensions. */
    int findRuns(double minX, double maxX, double minY, double maxY, double minZ, double maxZ) {
        long fromX = x.cell(minX);
        long toX = x.cell(maxX);
        long fromY = y.cell(minY);
        long toY = y.cell(maxY);
        long from = z.cell(minZ);
        long to = z.lastDistinct(from, z.cell(maxZ));
        int count = 0;
        for (long layer = from; layer <= to; layer++) {
            count = findRows(count, z.wrap(layer) * y.size, fromX, toX, fromY, toY);
        }
        return count;
    }

    private int findRows(int found, int firstRow, long fromX, long toX, long from, long toY) {
        int width = x.size;
        boolean whole = toX - fromX >= width;
        int first = x.wrap(fromX);
        int last = x.wrap(toX);
        long to = y.lastDistinct(from, toY);
        int count = found;
        for (long row = from; row <= to; row++) {
            int start = (firstRow + y.wrap(row)) * width;
            if (whole) {
                count = addRun(count, start, start + width);
            } else if (first <= last) {
                count = addRun(count, start + first, start + last + 1);
            } else {
                count = addRun(count, start + first, start + width);
                count = addRun(count, start, start + last + 1);
            }
        }
        return count;
    }

    private int addRun(int count, int cell, int endCell) {
        int from = starts.get(cell);
        int to = starts.get(endCell);
        if (from == to) {
            return count;
        }
        runs.set(2 * count, from);
        runs.set(2 * count + 1, to);
        return count + 1;
    }

    /** The first slot of a run that was found. */
    int from(int run) {
        return runs.get(2 * run);
    }

    /** The slot behind the last of a run that was found. */
    int to(int run) {
        return runs.get(2 * run + 1);
    }
}
