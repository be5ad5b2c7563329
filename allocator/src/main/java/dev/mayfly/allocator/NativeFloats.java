package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.chunk.ColumnMemory;

import java.lang.foreign.ValueLayout;

/** A column of {@code float} in native memory; see {@link NativeColumn}. */
public final class NativeFloats extends NativeColumn {

    private static final ValueLayout.OfFloat ELEMENT = ValueLayout.JAVA_FLOAT;

    private final float initial;

    NativeFloats(BufferOrigin origin, ColumnMemory from, float initial) {
        super(origin, from);
        this.initial = initial;
    }

    /**
     * The element of a row.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such row
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public float get(int row) {
        return memory.getAtIndex(ELEMENT, check(row));
    }

    /**
     * Overwrites the element of a row.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such row
     * @throws dev.mayfly.allocator.error.ExpiredException if the buffer's life has ended
     */
    public void set(int row, float value) {
        memory.setAtIndex(ELEMENT, check(row), value);
    }

    @Override
    int elementBytes() {
        return Float.BYTES;
    }

    @Override
    NativeFloats renewed() {
        NativeFloats fresh = new NativeFloats(origin, from, initial);
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
