package dev.mayfly.allocator;

/**
 * A run of primitive values of one type: taken from a frame ({@link FrameArena#floats}), or a
 * column that lives as long as its {@link SoaBuffer}. The same classes serve both, so one kernel
 * serves both.
 *
 * <p>Each buffer has an array of its own, so a loop over several of them runs at the speed of a
 * loop over arrays: C2 proves that they do not overlap, vectorizes, and hoists the checks. Every
 * access is checked for its index and for the end of the buffer's life.
 *
 * <p>A buffer may be read and written by any thread that the program's own order allows, as an
 * array may; taking and ending belong to the owner of the arena.
 */
public abstract sealed class TypedBuffer extends Column
        permits Floats, Ints, Longs, Doubles, Shorts, Bytes {

    TypedBuffer(BufferOrigin origin, int sizeClass) {
        super(origin, sizeClass);
    }

    /** The array that holds the elements, and beyond them whatever it holds. */
    @Override
    abstract Object storage();
}
