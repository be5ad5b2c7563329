package dev.mayfly.allocator;

import dev.mayfly.allocator.chunk.ChunkStore;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.FrameOpenException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Where threads get their {@link FrameArena}s, and what the arenas share: the store of native
 * chunks.
 *
 * <p>May be used by any thread. One allocator serves a whole process: {@link #shared()} is there
 * for that, and as many worlds as there are can use it. {@link #create()} makes one with a life of
 * its own, for a part of a program that has to give its memory back when it is done.
 */
public final class FrameAllocator implements AutoCloseable {

    private static final class Shared {
        static final FrameAllocator INSTANCE = new FrameAllocator();
    }

    private final ChunkStore store = new ChunkStore();

    @SuppressWarnings("ThreadLocalUsage") // one for each allocator; no arena leads back to it
    private final ThreadLocal<@Nullable FrameArena> ofThread = new ThreadLocal<>();

    private final List<FrameArena> arenas = new ArrayList<>();

    private FrameAllocator() {}

    /** A new allocator. Close it when nothing uses it any more. */
    public static FrameAllocator create() {
        return new FrameAllocator();
    }

    /** The allocator that lives as long as the process; it cannot be closed. */
    public static FrameAllocator shared() {
        return Shared.INSTANCE;
    }

    /**
     * The arena of the calling thread: made, or taken over from a thread that has died, at the
     * first call, and the same one from then on.
     *
     * @throws AllocatorClosedException if this allocator was closed
     */
    public FrameArena arena() {
        FrameArena arena = ofThread.get();
        if (arena == null || store.isClosed()) {
            return newArena();
        }
        return arena;
    }

    private FrameArena newArena() {
        FrameArena arena = claim(Thread.currentThread());
        ofThread.set(arena);
        return arena;
    }

    private synchronized FrameArena claim(Thread claimant) {
        store.requireOpen();
        for (FrameArena arena : arenas) {
            if (!arena.owner().isAlive()) {
                arena.adopt(claimant);
                return arena;
            }
        }
        FrameArena made = new FrameArena(store, claimant);
        arenas.add(made);
        return made;
    }

    /**
     * Bytes of native memory that this allocator has from the system, in its arenas and in store.
     * Takes a lock; not for a hot path.
     */
    public long nativeBytes() {
        return store.takenBytes() + store.freeBytes();
    }

    /** Whether {@link #close()} was called. */
    public boolean isClosed() {
        return store.isClosed();
    }

    /**
     * Gives all native memory back to the system. Arenas of this allocator begin no further frame;
     * a frame that another thread has open keeps its typed buffers until it ends, and its native
     * slices throw {@link IllegalStateException} when they are touched. Closing again does nothing.
     *
     * @throws FrameOpenException if the calling thread has a frame open; nothing changes
     * @throws AllocatorClosedException if this is the {@link #shared()} one
     */
    @Override
    public synchronized void close() {
        if (this == Shared.INSTANCE) {
            throw new AllocatorClosedException(
                    "FrameAllocator.shared() lives as long as the process and cannot be closed."
                            + " Make one with FrameAllocator.create() where memory has to be given"
                            + " back.");
        }
        FrameArena own = ofThread.get();
        if (own != null && own.isOpen()) {
            throw new FrameOpenException(
                    "The allocator was closed while a frame is open on "
                            + own.describe()
                            + ". End the frame first.");
        }
        store.close();
        arenas.clear();
        ofThread.remove();
    }

    @Override
    public String toString() {
        return "FrameAllocator with "
                + store.takenBytes()
                + " native bytes in arenas and "
                + store.freeBytes()
                + " in store"
                + (isClosed() ? " (closed)" : "");
    }
}
