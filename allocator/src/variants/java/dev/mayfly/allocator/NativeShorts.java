package dev.mayfly.allocator; // Derived from NativeFloats.java; see build-tools/Variants.java.

import java.lang.foreign.ValueLayout;

/** A column of {@code short} in native memory; see {@link NativeColumn}. */
public final class NativeShorts extends NativeColumn {

    private static final ValueLayout.OfShort ELEMENT = ValueLayout.JAVA_SHORT;

    private final short initial;

    NativeShorts(BufferOrigin origin, Columns columns, short initial) {
        super(origin, columns);
        this.initial = initial;
    }

    /**
     * The element of a row.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such row
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public short get(int row) {
        return memory.getAtIndex(ELEMENT, check(row));
    }

    /**
     * Overwrites the element of a row.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such row
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public void set(int row, short value) {
        memory.setAtIndex(ELEMENT, check(row), value);
    }

    @Override
    int elementBytes() {
        return Short.BYTES;
    }

    @Override
    NativeShorts renewed() {
        NativeShorts fresh = new NativeShorts(origin, columns, initial);
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
