package dev.mayfly.allocator;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Slices that an arena has cut of late, to hand out the same objects again.
 *
 * <p>A slice says where memory is and how much of it, and nothing else, so of one view and one
 * place it can be made once. A steady frame asks for the same ones as the frame before, in the same
 * places, and then needs no new object, whatever the JIT makes of the code that takes them.
 *
 * <p>How it works: a table in which each place of a slice has one row; a later one takes the row
 * over. Why that is safe: a slice is handed out again only for the memory and the lifetime of the
 * view that it was cut from.
 */
final class RecentSlices {

    private static final int ROWS = 256;

    private final @Nullable MemorySegment[] slices = new MemorySegment[ROWS];
    private final @Nullable MemorySegment[] views = new MemorySegment[ROWS];

    /** The slice of {@code view} that begins at {@code offset} and has {@code size} bytes. */
    MemorySegment slice(MemorySegment view, long offset, long size) {
        int row = row(offset, size);
        MemorySegment known = slices[row];
        if (known != null
                && view.equals(views[row])
                && known.byteSize() == size
                && known.address() == view.address() + offset) {
            return known;
        }
        return cut(row, view, offset, size);
    }

    private MemorySegment cut(int row, MemorySegment view, long offset, long size) {
        MemorySegment made = view.asSlice(offset, size);
        slices[row] = made;
        views[row] = view;
        return made;
    }

    /** Lets go of all, and so of memory on the heap that they are in. */
    void clear() {
        Arrays.fill(slices, null);
        Arrays.fill(views, null);
    }

    /** Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, 6.4). */
    private static int row(long offset, long size) {
        return (int) (((offset + 31 * size) * 0x9E3779B97F4A7C15L) >>> 56);
    }
}
