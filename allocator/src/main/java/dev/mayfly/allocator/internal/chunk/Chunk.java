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
 *
 * <p>Who has this, or memory that it shows, leads to its witness. The books do not: they have the
 * {@link ChunkEntry}, and find out by it that nobody has the memory any more. Where the program may
 * use restricted methods, the segment is a view of the source's memory, whose lifetime leads to the
 * witness. Where it may not, a segment that was given out leads to the source's lifetime alone; the
 * entry knows that.
 */
public final class Chunk {

    /** What the address of a chunk is best a multiple of, in bytes: a cache line. */
    public static final long ALIGNMENT = 64;

    /** What every chunk is aligned to at least, in bytes; arrays on the heap are to no more. */
    public static final long LEAST_ALIGNMENT = 8;

    private final MemorySegment segment;
    private final Object witness;
    private final ChunkEntry entry;

    /**
     * What a source gave.
     *
     * @param showsParts whether parts of the segment are given out, and not only views that end,
     *     each with a lifetime of its own
     */
    Chunk(Memory memory, long asked, boolean showsParts) {
        MemorySegment all = memory.segment();
        // A view of a mapped segment would not be a mapped one any more.
        if (showsParts && all.isNative() && !all.isMapped() && NativeAccess.isEnabled()) {
            Arena lifetime = Arena.ofShared();
            segment = viewOf(all, lifetime);
            witness = lifetime;
            entry = new ChunkEntry(memory, asked, witness);
        } else {
            segment = all;
            witness = new Object();
            entry = new ChunkEntry(memory, asked, witness);
            entry.isShownAlone = showsParts || !all.isNative();
        }
    }

    /** A view that leads to its lifetime, so that this is a witness of who has the view. */
    @SuppressWarnings("restricted")
    private static MemorySegment viewOf(MemorySegment all, Arena lifetime) {
        // Restricted, but safe: the same address and size, and the view ends before the memory.
        return all.reinterpret(lifetime, new Ending(lifetime));
    }

    /** What is done when the lifetime ends, which is nothing; its lifetime leads to it. */
    private record Ending(Arena lifetime) implements Consumer<MemorySegment> {
        @Override
        public void accept(MemorySegment ended) {}
    }

    /** What the books have of this. */
    ChunkEntry entry() {
        return entry;
    }

    /** What is reachable as long as somebody has this, or what it shows. */
    Object witness() {
        return witness;
    }

    /** All of the chunk. */
    public MemorySegment segment() {
        return segment;
    }

    /** The size, in bytes. */
    public long size() {
        return segment.byteSize();
    }

    /** The size that was asked for, in bytes; some sources give whole pages. */
    public long asked() {
        return entry.asked();
    }

    /** Whether the chunk starts at a multiple of {@link #ALIGNMENT}. */
    public boolean isCacheAligned() {
        return isAlignedTo(ALIGNMENT);
    }

    /** Whether the chunk starts at a multiple of {@code alignment}. */
    public boolean isAlignedTo(long alignment) {
        return segment.maxByteAlignment() >= alignment;
    }

    /** Whether a slice of this alignment can be cut from the chunk, given the room. */
    public boolean canAlign(long alignment) {
        return segment.isNative() || isAlignedTo(alignment);
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
        entry.retain();
        try {
            // Restricted, but safe: the same address and size, and the memory is retained.
            return segment.reinterpret(lifetime, ended -> endView(store));
        } catch (IllegalCallerException denied) {
            endView(store);
            throw NativeAccess.deniedToLevel(denied);
        } catch (Throwable failure) {
            endView(store);
            throw failure;
        }
    }

    /**
     * Counts out a view: one that has ended, or one that nobody can use or end any more, as the one
     * thread that could has died. A view leads here until then, and so to the witness.
     */
    public void endView(ChunkStore store) {
        if (entry.isLastOfFreed()) {
            // Outside of the entry's lock, which the store takes inside its own.
            store.releaseLate(entry);
        }
    }

    /** Says whether this is held back: taken, and used by nobody. */
    void holdBack(boolean held) {
        entry.isHeldBack = held;
    }
}
