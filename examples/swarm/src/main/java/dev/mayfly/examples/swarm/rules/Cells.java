package dev.mayfly.examples.swarm.rules;

/**
 * The geometry of a uniform grid of square cells over a world. It knows where a cell is, not what
 * is in it.
 *
 * @param size the side of a cell, in world units
 */
public record Cells(float size, int columns, int rows) {

    /** How many rows of cells are around a place, its own included. */
    public static final int ROWS_AROUND = 3;

    /** The fewest cells of that size that cover a world. */
    public static Cells covering(float width, float height, float size) {
        return new Cells(size, (int) (width / size) + 1, (int) (height / size) + 1);
    }

    public int count() {
        return columns * rows;
    }

    /** The column of a place; a place outside the world belongs to the nearest one. */
    public int column(float x) {
        return Math.clamp((int) (x / size), 0, columns - 1);
    }

    /** The row of a place; a place outside the world belongs to the nearest one. */
    public int row(float y) {
        return Math.clamp((int) (y / size), 0, rows - 1);
    }

    public int index(int column, int row) {
        return row * columns + column;
    }

    /**
     * The row of cells that a search around a place looks at next. Where it begins depends on who
     * searches and when: a search that ends early favors the rows it sees first, and so no swarm
     * drifts that way.
     *
     * @param step from 0 to {@link #ROWS_AROUND} exclusive
     * @return the row, which may lie outside of the world
     */
    public static int rowAround(int row, int entity, int tick, int step) {
        return row - 1 + Integer.remainderUnsigned(entity + tick + step, ROWS_AROUND);
    }

    /** Whether there is such a row. */
    public boolean hasRow(int row) {
        return row >= 0 && row < rows;
    }

    /** The column before one, or that one itself at the edge of the world. */
    public int columnBefore(int column) {
        return Math.max(column - 1, 0);
    }

    /** The column after one, or that one itself at the edge of the world. */
    public int columnAfter(int column) {
        return Math.min(column + 1, columns - 1);
    }
}
