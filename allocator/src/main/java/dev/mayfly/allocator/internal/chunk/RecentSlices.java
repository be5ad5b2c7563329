package dev.mayfly.allocator.internal.chunk;

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
 * <p>How it works: a row for each of the slices of a frame, in the order in which they are taken; a
 * later frame finds what it takes first in the first row, and so on. What is not what was asked for
 * is replaced. Why that is safe: a slice is handed out again only for the memory and the lifetime
 * of the view that it was cut from.
 */
public final class RecentSlices {

    /** A frame that takes more than so many pays with an object for each of the others. */
    static final int MOST_ROWS = 4096;

    private @Nullable MemorySegment[] slices = new MemorySegment[16];
    private @Nullable MemorySegment[] views = new MemorySegment[16];

    /** How many were taken in this frame. */
    private int next;

    /** The slice of {@code view} that begins at {@code offset} and has {@code size} bytes. */
    MemorySegment slice(MemorySegment view, long offset, long size) {
        int row = next;
        if (row < slices.length) {
            next = row + 1;
            MemorySegment known = slices[row];
            if (known != null
                    && view.equals(views[row])
                    && known.byteSize() == size
                    && known.address() == view.address() + offset) {
                return known;
            }
        }
        return cut(row, view, offset, size);
    }

    private MemorySegment cut(int row, MemorySegment view, long offset, long size) {
        MemorySegment made = view.asSlice(offset, size);
        if (row == slices.length && row < MOST_ROWS) {
            slices = Arrays.copyOf(slices, row * 2);
            views = Arrays.copyOf(views, row * 2);
            next = row + 1;
        }
        if (row < slices.length) {
            slices[row] = made;
            views[row] = view;
        }
        return made;
    }

    /** Begins again with the first row, for the next frame. */
    void endFrame() {
        next = 0;
    }

    /** Lets go of all, and so of memory on the heap that they are in. */
    void clear() {
        Arrays.fill(slices, null);
        Arrays.fill(views, null);
        next = 0;
    }
}
