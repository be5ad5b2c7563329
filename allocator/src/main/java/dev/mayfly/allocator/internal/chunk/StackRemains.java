package dev.mayfly.allocator.internal.chunk;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;

/**
 * What is left of a {@link NativeStack} that is dropped: the chunks that it had.
 *
 * <p>Why giving them back is safe: whoever can take a slice, or end one, leads to the stack, so
 * nobody can any more. A slice that was taken in a frame that nobody has ended may still be seen
 * through a segment that somebody kept. So the chunks of an open frame stay taken, unless they
 * know, from checked on, that nobody has a view of them.
 *
 * <p>Nothing here leads to the stack. For one thread at a time: the registry's lock is held.
 */
public final class StackRemains {

    private final WeakReference<NativeStack> stack;
    private final FrameChunks chunks;
    private final @Nullable SliceGuards guards;
    private final ChunkStore store;

    StackRemains(
            NativeStack stack, FrameChunks chunks, @Nullable SliceGuards guards, ChunkStore store) {
        this.stack = new WeakReference<>(stack);
        this.chunks = chunks;
        this.guards = guards;
        this.store = store;
    }

    /** Whether nobody has the stack any more. */
    public boolean isDropped() {
        return stack.refersTo(null);
    }

    /** Gives back what no slice may lie in; returns how many bytes stay taken. */
    public long giveBack() {
        if (guards != null) {
            guards.letGo(store);
        }
        long used = chunks.isLeft() || chunks.areUnseen() ? 0 : chunks.bytes();
        if (used == 0) {
            chunks.takeBack();
            chunks.giveAllBack();
        }
        chunks.retire();
        return used;
    }
}
