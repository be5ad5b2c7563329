package dev.mayfly.allocator.chunk;

import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the chunks of one allocator wait between uses; shared by its arenas.
 *
 * <p>An arena comes here when a frame outgrows what the arena holds, and when its load has changed,
 * never on the path of an ordinary allocation: a lock is enough. Free chunks are kept by size, and
 * the smallest that fits is taken, unless it is more than twice of what was asked for. What would
 * take the free chunks over {@link #RETAINED_BYTES} goes back to the system at once.
 */
public final class ChunkStore {

    /** How much free memory is kept for the next taker, in bytes. */
    public static final long RETAINED_BYTES = 16L << 20;

    private final TreeMap<Long, Set<Chunk>> free = new TreeMap<>();
    private final Set<Chunk> taken = identitySet();
    private long freeBytes;

    /** The least that was free since the last review. */
    private long leastFree;

    private volatile boolean closed;

    /**
     * A chunk of at least {@code bytes} bytes, with whatever its last user left in it.
     *
     * @throws AllocatorClosedException if the store is closed
     * @throws OutOfNativeMemoryException if the system has none left; nothing was taken then
     */
    public synchronized Chunk take(long bytes) {
        requireOpen();
        var fit = free.ceilingEntry(bytes);
        Chunk chunk;
        if (fit != null && fit.getKey() / 2 <= bytes) {
            chunk = fit.getValue().iterator().next();
            forget(chunk);
        } else {
            chunk = allocate(bytes);
        }
        taken.add(chunk);
        return chunk;
    }

    /**
     * A chunk of {@code bytes} bytes, new from the system, to be given back to it by {@link
     * #giveToSystem}: touching it throws from then on.
     *
     * @throws AllocatorClosedException if the store is closed
     * @throws OutOfNativeMemoryException if the system has none left; nothing was taken then
     */
    public synchronized Chunk takeNew(long bytes) {
        requireOpen();
        Chunk chunk = allocate(bytes);
        taken.add(chunk);
        return chunk;
    }

    /** Gives a taken chunk back to the system. After {@link #close} this does nothing. */
    public synchronized void giveToSystem(Chunk chunk) {
        if (taken.contains(chunk)) {
            chunk.free();
            taken.remove(chunk);
        }
    }

    /** Gives back to the system what nobody has wanted since the last review. */
    public synchronized void review() {
        long spare = leastFree;
        while (!free.isEmpty() && free.firstKey() <= spare) {
            Chunk chunk = free.floorEntry(spare).getValue().iterator().next();
            forget(chunk);
            chunk.free();
            spare -= chunk.size();
        }
        leastFree = freeBytes;
    }

    /** Takes back a chunk that {@link #take} gave. After {@link #close} this does nothing. */
    public synchronized void give(Chunk chunk) {
        if (!taken.remove(chunk)) {
            return;
        }
        if (freeBytes + chunk.size() > RETAINED_BYTES) {
            chunk.free();
            return;
        }
        free.computeIfAbsent(chunk.size(), size -> identitySet()).add(chunk);
        freeBytes += chunk.size();
    }

    /** Frees every chunk, those in use as well; touching a slice of one throws from then on. */
    public synchronized void close() {
        closed = true;
        taken.forEach(Chunk::free);
        free.values().forEach(chunks -> chunks.forEach(Chunk::free));
        taken.clear();
        free.clear();
        freeBytes = 0;
        leastFree = 0;
    }

    /** Whether {@link #close} was called; may be asked by any thread. */
    public boolean isClosed() {
        return closed;
    }

    /** Throws unless the store is open. */
    public void requireOpen() {
        if (closed) {
            throw new AllocatorClosedException(
                    "The frame allocator was closed; memory and frames can be had from an open one"
                            + " only. Close it after the last frame.");
        }
    }

    /** Bytes that arenas hold now. */
    public synchronized long takenBytes() {
        return taken.stream().mapToLong(Chunk::size).sum();
    }

    /** Bytes that wait for the next taker. */
    public synchronized long freeBytes() {
        return freeBytes;
    }

    private void forget(Chunk chunk) {
        Set<Chunk> sameSize = Objects.requireNonNull(free.get(chunk.size()));
        sameSize.remove(chunk);
        if (sameSize.isEmpty()) {
            free.remove(chunk.size());
        }
        freeBytes -= chunk.size();
        leastFree = Math.min(leastFree, freeBytes);
    }

    private static Chunk allocate(long bytes) {
        try {
            return Chunk.allocate(bytes);
        } catch (OutOfMemoryError none) {
            throw new OutOfNativeMemoryException(
                    "The system gave no chunk of "
                            + bytes
                            + " bytes of native memory ("
                            + none.getMessage()
                            + "). Take less, or raise -XX:MaxDirectMemorySize or the memory of the"
                            + " machine.",
                    none);
        }
    }

    private static Set<Chunk> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
