package dev.mayfly.allocator.internal.chunk;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;

/**
 * What is left of a {@link NativeStack} that is dropped: the chunks that it had.
 *
 * <p>Why giving them back is safe: whoever can take a slice, or end one, leads to the stack, so
 * nobody can any more. A slice that was taken in a frame that nobody has ended may still be seen
 * through a segment that somebody kept. So the chunks of an open frame stay taken until nobody has
 * their witness, or, where slices do not lead to it, as long as the store is open.
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

    /**
     * Gives back what no slice may lie in, and has the rest given back once nobody has one.
     *
     * @param then done after the rest was, if there is some and all of it is; may not lead to the
     *     store
     */
    public Left giveBack(Runnable then) {
        if (guards != null) {
            guards.letGo(store);
        }
        Left left = new Left(0, 0);
        if (chunks.isLeft() || chunks.bytes() == 0) {
            chunks.takeBack();
            chunks.giveAllBack();
        } else {
            long used = chunks.bytes();
            long kept = chunks.giveWhenUnseen(then);
            left = new Left(used - kept, kept);
        }
        chunks.retire();
        return left;
    }

    /**
     * What is not given back at once.
     *
     * @param later bytes that go back once nobody has a slice of them
     * @param kept bytes that stay taken
     */
    public record Left(long later, long kept) {}
}
