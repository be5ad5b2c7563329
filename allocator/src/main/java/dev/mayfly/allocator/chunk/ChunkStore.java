package dev.mayfly.allocator.chunk;

import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the chunks of one allocator wait between uses; shared by its arenas.
 *
 * <p>An arena comes here when a frame outgrows what the arena holds, and when its load has changed,
 * never on the path of an ordinary allocation: a lock is enough. Free chunks are kept by the size
 * that the source was asked for, and the smallest that fits is taken, unless it is more than twice
 * of what is wanted. What would take the free chunks over {@link #RETAINED_BYTES} goes back to the
 * source at once.
 *
 * <p>A source that fails to take memory back does not disturb the frame that ends: the chunk stays
 * in the books as one that is taken, the failure is thrown by the next {@link #take} that needs the
 * source, and {@link #close} tries again.
 */
public final class ChunkStore {

    /** How much free memory is kept for the next taker, in bytes. */
    public static final long RETAINED_BYTES = 16L << 20;

    private final TreeMap<Long, Set<Chunk>> free = new TreeMap<>();
    private final Set<Chunk> taken = identitySet();
    private final MemorySource source;
    private long freeBytes;

    /** The least that was free since the last review. */
    private long leastFree;

    private @Nullable MemorySourceException failure;
    private volatile boolean closed;

    /** A store that takes its chunks from {@code source}. */
    public ChunkStore(MemorySource source) {
        this.source = source;
    }

    /**
     * A chunk of at least {@code bytes} bytes, with whatever its last user left in it.
     *
     * @param alignment what slices of the chunk have to be aligned to, a power of two, in bytes;
     *     the chunk itself is aligned to that, or to {@link Chunk#ALIGNMENT} if that is less
     * @throws AllocatorClosedException if the store is closed
     * @throws OutOfNativeMemoryException if the source declines; nothing was taken then
     * @throws MemorySourceException if the source breaks its promise, or has failed to take memory
     *     back earlier; nothing was taken then
     */
    public synchronized Chunk take(long bytes, long alignment) {
        requireOpen();
        long start = Math.clamp(alignment, Chunk.LEAST_ALIGNMENT, Chunk.ALIGNMENT);
        Chunk chunk = findFree(bytes, start);
        if (chunk != null) {
            forget(chunk);
        } else {
            chunk = allocate(bytes, start);
        }
        taken.add(chunk);
        return chunk;
    }

    /**
     * A chunk of at least {@code bytes} bytes, new from the source, to be given back to it by
     * {@link #giveToSource}: touching it throws from then on, where the source gave memory with a
     * lifetime.
     *
     * @throws AllocatorClosedException if the store is closed
     * @throws OutOfNativeMemoryException if the source declines; nothing was taken then
     * @throws MemorySourceException as for {@link #take}
     */
    public synchronized Chunk takeNew(long bytes, long alignment) {
        requireOpen();
        Chunk chunk = allocate(bytes, alignment);
        taken.add(chunk);
        return chunk;
    }

    private Chunk allocate(long bytes, long alignment) {
        throwFailure();
        return new Chunk(Memory.from(source, bytes, alignment), bytes, this::releaseLate);
    }

    /** Gives a taken chunk back to the source. After {@link #close} this does nothing. */
    public synchronized void giveToSource(Chunk chunk) {
        if (taken.contains(chunk)) {
            chunk.free();
            taken.remove(chunk);
        }
    }

    /** Gives back to the source what nobody has wanted since the last review. */
    public synchronized void review() {
        long spare = leastFree;
        while (!free.isEmpty() && free.firstKey() <= spare) {
            Chunk chunk = free.floorEntry(spare).getValue().iterator().next();
            forget(chunk);
            release(chunk);
            spare -= chunk.size();
        }
        leastFree = freeBytes;
    }

    /** Takes back a chunk that {@link #take} gave. After {@link #close} this does nothing. */
    public synchronized void give(Chunk chunk) {
        if (closed || !taken.remove(chunk)) {
            return;
        }
        if (freeBytes + chunk.size() > RETAINED_BYTES) {
            release(chunk);
            return;
        }
        free.computeIfAbsent(chunk.asked(), size -> identitySet()).add(chunk);
        freeBytes += chunk.size();
    }

    /**
     * Frees every chunk, those in use as well; touching a slice of one throws from then on, where
     * the source gave memory with a lifetime.
     *
     * @throws MemorySourceException if the source has failed to take memory back, now or earlier;
     *     the store is closed, and closing again tries again
     */
    public synchronized void close() {
        closed = true;
        free.values().forEach(taken::addAll);
        free.clear();
        List<Chunk> all = List.copyOf(taken);
        taken.clear();
        all.forEach(this::release);
        freeBytes = 0;
        leastFree = 0;
        throwFailure();
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
        Set<Chunk> sameSize = Objects.requireNonNull(free.get(chunk.asked()));
        sameSize.remove(chunk);
        if (sameSize.isEmpty()) {
            free.remove(chunk.asked());
        }
        freeBytes -= chunk.size();
        leastFree = Math.min(leastFree, freeBytes);
    }

    private @Nullable Chunk findFree(long bytes, long alignment) {
        for (var sameSize : free.tailMap(bytes, true).entrySet()) {
            if (sameSize.getKey() / 2 > bytes) {
                break;
            }
            for (Chunk chunk : sameSize.getValue()) {
                if (chunk.isAlignedTo(alignment)) {
                    return chunk;
                }
            }
        }
        return null;
    }

    private synchronized void releaseLate(Chunk chunk) {
        release(chunk);
    }

    /** Gives a chunk back to its source; keeps what goes wrong for {@link #throwFailure}. */
    private void release(Chunk chunk) {
        try {
            chunk.free();
        } catch (RuntimeException thrown) {
            taken.add(chunk);
            if (failure == null) {
                failure =
                        new MemorySourceException(
                                "The source "
                                        + source
                                        + " failed to take back a chunk of "
                                        + chunk.size()
                                        + " bytes: "
                                        + thrown
                                        + ". Mend the source; until it takes that"
                                        + " back, the memory is lost.",
                                thrown);
            } else {
                failure.addSuppressed(thrown);
            }
        }
    }

    private void throwFailure() {
        MemorySourceException found = failure;
        if (found != null) {
            failure = null;
            throw found;
        }
    }

    private static Set<Chunk> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
