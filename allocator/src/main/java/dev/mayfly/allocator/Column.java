package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.chunk.NativeSource;

/** What can be one of the {@link Columns} of a store. */
abstract class Column extends BufferHandle {

    Column(BufferOrigin origin, int sizeClass) {
        super(origin, sizeClass);
    }

    /**
     * The size of the elements, in bytes.
     *
     * @throws dev.mayfly.allocator.error.ExpiredException if the life of this has ended
     */
    public final long byteSize() {
        return (long) length() * elementBytes();
    }

    /**
     * Makes room for {@code rows} elements. Those that exist keep their values, the others hold the
     * initial one; the length stays. Where there is no memory nothing changes.
     */
    abstract void growTo(int rows);

    /** Puts the elements of a range, which there is room for, back to the initial value. */
    abstract void resetRows(int from, int to);

    /** Moves one element that exists, and leaves the initial value in its place. */
    abstract void moveRow(int from, int to);

    /** Puts one element back to the initial value. */
    abstract void resetRow(int row);

    /** Brings one that was ended, and kept its storage, back to life. */
    void revive(int liveCapacity) {
        capacity = liveCapacity;
    }

    /** Has this seen as buffers of {@code source} are; where that fails nothing changes. */
    void moveTo(NativeSource source) {}

    /** Ends this one and keeps its storage. */
    void end() {
        expire();
    }

    /** Ends this one and lets go of its storage. */
    abstract void drop();
}
