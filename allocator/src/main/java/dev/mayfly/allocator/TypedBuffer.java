package dev.mayfly.allocator;

/**
 * A run of primitive values of one type: taken from a frame ({@link FrameArena#floats}), or a
 * column that lives as long as its {@link ColumnSet}. The same classes serve both, so one kernel
 * serves both.
 *
 * <p>Each buffer has an array of its own, so a loop over several of them runs at the speed of a
 * loop over arrays: C2 proves that they do not overlap, vectorizes, and hoists the checks. Every
 * access is checked for its index and for the end of the buffer's life.
 *
 * <p>A buffer may be read and written by any thread that the program's own order allows, as an
 * array may; taking and ending belong to the owner of the arena.
 */
public abstract sealed class TypedBuffer extends Expiring
        permits Floats, Ints, Longs, Doubles, Shorts, Bytes {

    TypedBuffer(BufferOrigin origin, int sizeClass) {
        super(origin, sizeClass);
    }

    /**
     * The size of the elements, in bytes.
     *
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public final long byteSize() {
        return (long) length() * elementBytes();
    }

    /**
     * Columns only: makes room for {@code rows} elements. Those that exist keep their values, the
     * others hold the initial one; the length stays.
     */
    abstract void growTo(int rows);

    /** Columns only: puts the elements of a range, which has storage, back to the initial value. */
    abstract void resetRows(int from, int to);

    /** Columns only: moves one element that exists, and leaves the initial value in its place. */
    abstract void moveRow(int from, int to);

    /** Columns only: puts one element back to the initial value. */
    abstract void resetRow(int row);

    /** Columns only: ends this one and lets go of its storage. */
    abstract void drop();
}
