package dev.mayfly.allocator.internal.chunk;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.source.MemorySource;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.util.function.Supplier;

/**
 * Where native columns get their memory from.
 *
 * @param store what is asked
 * @param lifetimes for buffers of frames: what makes the lives of the views that they are seen
 *     through in checked, as {@link NativeStack} does for slices; what they let go of is kept in
 *     the store for others. Null for others: that goes back to the system, so that the JDK throws
 *     where a segment of it is used later.
 */
public record NativeSource(ChunkStore store, @Nullable Supplier<Arena> lifetimes) {

    /** The system, for buffers that belong to no arena. */
    public static final NativeSource SYSTEM =
            new NativeSource(new ChunkStore(MemorySource.ofNative()), null);

    /** Whether the memory stays with a buffer that expires and is handed out again. */
    public boolean ofFrames() {
        return lifetimes != null;
    }

    /** A chunk of at least that many bytes, with whatever its last user left in it. */
    public Chunk take(long bytes) {
        // Arrays on the heap are not aligned to this, so they decline.
        return ofFrames()
                ? store.take(bytes, Chunk.ALIGNMENT)
                : store.takeWatched(bytes, Chunk.ALIGNMENT, "a native column");
    }

    /** Takes back what was taken. */
    public void give(Chunk chunk) {
        if (ofFrames()) {
            store.give(chunk);
        } else {
            store.giveToSource(chunk);
        }
    }

    /** The life of a new view, in checked; null where memory is seen as it is. */
    public @Nullable Arena newLifetime() {
        Supplier<Arena> source = lifetimes;
        return Safety.CHECKED && source != null ? source.get() : null;
    }
}
