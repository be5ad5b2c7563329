package dev.mayfly.allocator.internal.chunk;

import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.internal.NativeAccess;
import dev.mayfly.allocator.internal.Unclosed;
import dev.mayfly.allocator.source.Memory;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;

/**
 * One piece of memory from a source, used by one arena at a time.
 *
 * <p>Its lifetime is as a rule a shared {@link Arena} of its own: a slice that somebody kept beyond
 * the end of the allocator throws when it is touched, and never reads freed memory. Closing such an
 * arena costs tens of microseconds, which is why chunks are recycled and freed off the hot path
 * only.
 */
public final class Chunk {

    /** What the address of a chunk is best a multiple of, in bytes: a cache line. */
    public static final long ALIGNMENT = 64;

    /** What every chunk is aligned to at least, in bytes; arrays on the heap are to no more. */
    public static final long LEAST_ALIGNMENT = 8;

    private final Memory memory;
    private final long asked;

    /** How many views there are, and whether the memory is to be given back after the last. */
    private int views;

    private boolean freed;

    /** What all views refer to, and nothing else does; null before the first. */
    private @Nullable WeakReference<Object> witness;

    /** Whether paranoid holds it back, unused, to find late writes. */
    private boolean heldBack;

    public Chunk(Memory memory, long asked) {
        this.memory = memory;
        this.asked = asked;
    }

    /** All of the chunk. */
    public MemorySegment segment() {
        return memory.segment();
    }

    /** The size, in bytes. */
    public long size() {
        return segment().byteSize();
    }

    /** The size that was asked for, in bytes; some sources give whole pages. */
    public long asked() {
        return asked;
    }

    /** Whether the chunk starts at a multiple of {@link #ALIGNMENT}. */
    public boolean isCacheAligned() {
        return isAlignedTo(ALIGNMENT);
    }

    /** Whether the chunk starts at a multiple of {@code alignment}. */
    public boolean isAlignedTo(long alignment) {
        return segment().maxByteAlignment() >= alignment;
    }

    /** Whether a slice of this alignment can be cut from the chunk, given the room. */
    public boolean canAlign(long alignment) {
        return segment().isNative() || isAlignedTo(alignment);
    }

    /**
     * A view of the chunk that ends with {@code lifetime}, as the segment of the chunk does not.
     * The memory stays until the view has ended, also where the chunk is freed meanwhile: its store
     * may be closed while another thread is in a frame.
     *
     * @param store where the chunk is from; what is returned refers to it, so that the store is not
     *     dropped before
     * @throws AllocatorClosedException if the chunk was freed
     */
    @SuppressWarnings("restricted")
    public MemorySegment view(Arena lifetime, ChunkStore store) {
        Object seen = retain();
        try {
            // Restricted, but safe: the same address and size, and the memory is retained.
            return segment().reinterpret(lifetime, ended -> endView(store, seen));
        } catch (IllegalCallerException denied) {
            endView(store);
            throw NativeAccess.deniedToLevel(denied);
        } catch (Throwable failure) {
            endView(store);
            throw failure;
        }
    }

    private synchronized Object retain() {
        if (freed) {
            throw new AllocatorClosedException(
                    "A native slice was asked for of an allocator that was closed meanwhile. Close"
                            + " it after the last frame.");
        }
        views++;
        WeakReference<Object> known = witness;
        Object seen = known == null ? null : known.get();
        if (seen == null) {
            seen = new Object();
            witness = new WeakReference<>(seen);
        }
        return seen;
    }

    /** Counts out a view that has ended; {@code seen} is what it referred to until now. */
    private void endView(ChunkStore store, Object seen) {
        try {
            endView(store);
        } finally {
            Reference.reachabilityFence(seen);
        }
    }

    /** Whether there were views, and nobody has one any more, ended or not. */
    synchronized boolean isUnseen() {
        return witness != null && witness.refersTo(null);
    }

    /** Forgets views that nobody has any more and nobody has ended. */
    synchronized void forgetViews() {
        views = 0;
    }

    /**
     * Counts out a view: one that has ended, or one that nobody can use or end any more, as the one
     * thread that could has died.
     */
    public void endView(ChunkStore store) {
        if (isLastOfFreed()) {
            // Outside of this lock, which the store takes inside its own.
            store.releaseLate(this);
        }
    }

    private synchronized boolean isLastOfFreed() {
        views--;
        return freed && views == 0;
    }

    /** Whether it is {@link #holdBack held back}. */
    boolean isHeldBack() {
        return heldBack;
    }

    /** Says whether this is held back: taken, and used by nobody. */
    void holdBack(boolean held) {
        heldBack = held;
    }

    /** Gives the memory back, also where there are views: nobody has them any more. */
    synchronized void freeUnseen() {
        freed = true;
        memory.giveBack();
    }

    /**
     * Gives the memory back, or, while there are views, has the store do it after the last; where
     * views are dropped without having ended, it is done when the last one is.
     */
    public synchronized void free() {
        freed = true;
        Object seen = witness == null ? null : witness.get();
        if (views == 0 || seen == null) {
            memory.giveBack();
        } else {
            watch(seen, memory);
        }
    }

    private static void watch(Object seen, Memory memory) {
        long bytes = memory.segment().byteSize();
        Unclosed.watch(
                seen,
                "a native slice of an allocator that was closed",
                () -> memory.giveBack() ? bytes + " bytes of native memory were given back" : null);
    }
}
