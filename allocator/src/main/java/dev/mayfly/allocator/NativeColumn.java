package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.internal.chunk.Chunk;
import dev.mayfly.allocator.internal.chunk.ColumnMemory;
import dev.mayfly.allocator.internal.chunk.NativeSource;
import dev.mayfly.allocator.internal.chunk.SliceGuards;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A column of a {@link SoaBuffer} in native memory, for data that goes to a GPU, a file or a C
 * library as it is: {@link #segment} has the rows, one after the other, from an address that is a
 * multiple of 64 bytes.
 *
 * <p>For what is computed with, take the typed columns: C2 does not vectorize loops over several
 * native columns, because it cannot tell that they do not overlap.
 *
 * <p>Of a buffer made with {@code new}, the memory comes from the system, and goes back to it when
 * the buffer grows or is closed: using a segment that was got before throws {@link
 * IllegalStateException} from then on. Closing costs tens of microseconds a column. Of a buffer
 * that is dropped instead, it goes back when nobody has a segment of it, where the program may use
 * restricted methods ({@code --enable-native-access}); else it stays. Of a buffer of a frame, it
 * comes from the chunks of the arena's allocator, and stays with the buffer from frame to frame; a
 * segment that is used after its scope throws in checked, as a slice of the frame does, and reads
 * and writes what the next frame uses in standard. The column itself is caught like any other. Once
 * such a buffer is promoted, any thread may use its segments, those that are got from then on.
 */
public abstract class NativeColumn extends Column {

    /** Where the memory is from; that of all columns of a store. */
    final ColumnMemory from;

    /** What the elements are accessed through: the chunk, or a view of it that ends before it. */
    MemorySegment memory = MemorySegment.NULL;

    private @Nullable Chunk chunk;

    /** In checked, the life of the view that the elements of a frame are accessed through. */
    private @Nullable Arena view;

    NativeColumn(BufferOrigin origin, ColumnMemory from) {
        super(origin, 0);
        this.from = from;
    }

    /**
     * The rows, in native memory: {@code length()} elements in the machine's byte order. Valid
     * until the buffer grows or ends; rows that are added later are not in it.
     *
     * @throws ExpiredException if the buffer's life has ended
     */
    public final MemorySegment segment() {
        return memory.asSlice(0, byteSize());
    }

    @Override
    final void growTo(int rows) {
        Chunk grown = from.source.take((long) rows * elementBytes());
        Arena grownView = from.source.newLifetime();
        MemorySegment into = seen(grown, grownView);
        MemorySegment.copy(memory, 0, into, 0, (long) length * elementBytes());
        letGo();
        chunk = grown;
        view = grownView;
        memory = into;
        resetRows(length, rows);
        capacity = rows;
    }

    @Override
    final void resetRow(int row) {
        resetRows(check(row), row + 1);
    }

    @Override
    final void revive(int liveCapacity) {
        super.revive(liveCapacity);
        Chunk kept = chunk;
        if (kept != null) {
            view = from.source.newLifetime();
            memory = seen(kept, view);
        }
    }

    @Override
    final void moveTo(NativeSource source) {
        Chunk kept = chunk;
        if (kept != null) {
            Arena next = source.newLifetime();
            MemorySegment through = seen(kept, next);
            closeView();
            view = next;
            memory = through;
        }
    }

    @Override
    final void end() {
        super.end();
        closeView();
    }

    @Override
    final void drop() {
        expire();
        letGo();
    }

    private void letGo() {
        closeView();
        Chunk old = chunk;
        chunk = null;
        memory = MemorySegment.NULL;
        if (old != null) {
            from.source.give(old);
        }
    }

    private MemorySegment seen(Chunk shown, @Nullable Arena through) {
        return through == null ? shown.segment() : shown.view(through, from.source.store());
    }

    private void closeView() {
        Arena ended = view;
        if (ended == null) {
            return;
        }
        view = null;
        Chunk shown = chunk;
        if (memory.isAccessibleBy(Thread.currentThread())) {
            ended.close();
        } else if (shown != null) {
            // Its thread has died: nobody can use the view, or close it.
            shown.endView(from.source.store());
        }
        memory = MemorySegment.NULL;
    }

    @Override
    final void poison() {
        Chunk poisoned = chunk;
        // One that was closed early has no view, and its allocator may have been closed since.
        if (poisoned != null && poisoned.segment().scope().isAlive()) {
            poisoned.segment().fill(SliceGuards.POISON);
        }
    }

    @Override
    final void swapStorage(BufferHandle other) {
        NativeColumn that = (NativeColumn) other;
        Chunk mine = chunk;
        chunk = that.chunk;
        that.chunk = mine;
    }
}
