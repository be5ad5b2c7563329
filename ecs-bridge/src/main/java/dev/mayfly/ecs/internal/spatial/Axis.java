package dev.mayfly.ecs.internal.spatial;

/**
 * One axis of a grid: which cell a coordinate is in, and which of the table's cells that is.
 *
 * <p>A coordinate's cell never decreases where the coordinate grows, since subtracting, scaling and
 * cutting off round in one direction each time. That, and nothing about cells having the size that
 * was asked for, is what searches rely on.
 */
final class Axis {

    /** Where all cells end: short of the end of the numbers, so that loops can count past it. */
    private static final long FARTHEST = 1L << 62;

    /** The cells of the table, along this axis. */
    int size = 1;

    /** The last cell that holds something; the first is 0. */
    private long last;

    /** What a cell is cut down to for the table: all ones where it holds every cell. */
    private long mask;

    private double origin;
    private double end;
    private double scale;

    /** Covers coordinates from {@code min} to {@code max} with cells of a size. */
    void cover(double min, double max, double cellSize) {
        origin = min;
        end = max;
        scale = 1d / cellSize;
        last = FARTHEST;
        last = cell(max);
    }

    long last() {
        return last;
    }

    /** The cell of a coordinate; one outside belongs to the nearest cell. */
    long cell(double at) {
        return Math.max(0L, Math.min((long) ((at - origin) * scale), last));
    }

    /** Whether a range has every cell. */
    boolean isAll(double min, double max) {
        return cell(min) == 0L && cell(max) == last;
    }

    /** How far a coordinate is from the nearest one that is covered. */
    double outside(double at) {
        return Math.max(0d, Math.max(origin - at, at - end));
    }

    /** Takes every cell into the table. */
    void takeAll() {
        size = (int) last + 1;
        mask = -1L;
    }

    /** Takes a power of two of cells into the table; the others share with those. */
    void take(int cells) {
        size = cells;
        mask = cells - 1L;
    }

    /** Whether cells share places in the table. */
    boolean isShared() {
        return mask != -1L;
    }

    /** Where a cell is in the table. */
    int wrap(long cell) {
        return (int) (cell & mask);
    }

    /** The last cell of a range that shares with none before it. */
    long lastDistinct(long from, long to) {
        return to - from >= size ? from + size - 1 : to;
    }
}
