package dev.mayfly.allocator.chunk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One piece of native memory, used by one arena at a time.
 *
 * <p>Its lifetime is a shared {@link Arena} of its own: a slice that somebody kept beyond the end
 * of the allocator throws when it is touched, and never reads freed memory. Closing such an arena
 * costs tens of microseconds, which is why chunks are recycled and freed off the hot path only.
 */
public final class Chunk {

    /** What every chunk's address is a multiple of, in bytes: a cache line. */
    public static final long ALIGNMENT = 64;

    private final Arena lifetime;
    private final MemorySegment segment;

    private Chunk(Arena lifetime, MemorySegment segment) {
        this.lifetime = lifetime;
        this.segment = segment;
    }

    /** Takes memory from the system; throws {@link OutOfMemoryError} when there is none. */
    static Chunk allocate(long bytes) {
        Arena lifetime = Arena.ofShared();
        try {
            return new Chunk(lifetime, lifetime.allocate(bytes, ALIGNMENT));
        } catch (Throwable failure) {
            lifetime.close();
            throw failure;
        }
    }

    /** All of the chunk. */
    public MemorySegment segment() {
        return segment;
    }

    /** The size, in bytes. */
    public long size() {
        return segment.byteSize();
    }

    void free() {
        lifetime.close();
    }
}
