package dev.mayfly.allocator; // Derived from NativeFloats.java; see build-tools/Variants.java.

import dev.mayfly.allocator.internal.chunk.ColumnMemory;

import java.lang.foreign.ValueLayout;

/** A column of {@code int} in native memory; see {@link NativeColumn}. */
public final class NativeInts extends NativeColumn {

    private static final ValueLayout.OfInt ELEMENT = ValueLayout.JAVA_INT;

    private final int initial;

    NativeInts(BufferOrigin origin, ColumnMemory from, int initial) {
        super(origin, from);
        this.initial = initial;
    }

    /**
     * The element of a row.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such row
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public int get(int row) {
        return memory.getAtIndex(ELEMENT, check(row));
    }

    /**
     * Overwrites the element of a row.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such row
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public void set(int row, int value) {
        memory.setAtIndex(ELEMENT, check(row), value);
    }

    @Override
    int elementBytes() {
        return Integer.BYTES;
    }

    @Override
    NativeInts renewed() {
        NativeInts fresh = new NativeInts(origin, from, initial);
        fresh.swapStorage(this);
        return fresh;
    }

    @Override
    void resetRows(int from, int to) {
        for (int row = from; row < to; row++) {
            memory.setAtIndex(ELEMENT, row, initial);
        }
    }

    @Override
    void moveRow(int from, int to) {
        memory.setAtIndex(ELEMENT, to, memory.getAtIndex(ELEMENT, from));
        memory.setAtIndex(ELEMENT, from, initial);
    }
}
