package dev.mayfly.allocator.internal.chunk;

import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.internal.NativeAccess;
import dev.mayfly.allocator.source.Memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

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
    private final Consumer<Chunk> whenLastViewEnds;

    /** How many views there are, and whether the memory is to be given back after the last. */
    private int views;

    private boolean freed;

    public Chunk(Memory memory, long asked, Consumer<Chunk> whenLastViewEnds) {
        this.memory = memory;
        this.asked = asked;
        this.whenLastViewEnds = whenLastViewEnds;
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
     * @throws AllocatorClosedException if the chunk was freed
     */
    @SuppressWarnings("restricted")
    public MemorySegment view(Arena lifetime) {
        retain();
        try {
            // Restricted, but safe: the same address and size, and the memory is retained.
            return segment().reinterpret(lifetime, ended -> release());
        } catch (IllegalCallerException denied) {
            release();
            throw NativeAccess.deniedToLevel(denied);
        } catch (Throwable failure) {
            release();
            throw failure;
        }
    }

    private synchronized void retain() {
        if (freed) {
            throw new AllocatorClosedException(
                    "A native slice was asked for of an allocator that was closed meanwhile. Close"
                            + " it after the last frame.");
        }
        views++;
    }

    private void release() {
        if (isLastOfFreed()) {
            // Outside of this lock, which the store takes inside its own.
            whenLastViewEnds.accept(this);
        }
    }

    private synchronized boolean isLastOfFreed() {
        views--;
        return freed && views == 0;
    }

    /** Gives the memory back, or, while there are views, has the store do it after the last. */
    public synchronized void free() {
        freed = true;
        if (views == 0) {
            memory.giveBack();
        }
    }
}
