package dev.mayfly.allocator.pool;

import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.internal.LastResort;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.internal.pool.BlockGuard;
import dev.mayfly.allocator.source.MemorySource;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Native memory in blocks that live until they are returned, one by one, by any thread.
 *
 * <pre>{@code
 * try (BlockPool pool = BlockPool.create()) {
 *     Block packet = pool.take(1_200);
 *     ... // hand it to another thread, keep it over frames
 *     packet.close();
 * }
 * }</pre>
 *
 * <p>A request of up to 4 KiB gets a block of the next power of two, from 8 bytes on, aligned to
 * its size or to a cache line of 64 bytes, whichever is less. Blocks are recycled together with
 * their handle and segment; once a thread has seen its load, taking and returning allocate nothing
 * on the heap (in standard; the other levels make some garbage). A larger request gets memory of
 * its own from the store of native chunks, of exactly the size asked for, aligned to 64 bytes, and
 * a new handle; that takes a lock.
 *
 * <p>May be used by any thread. Each platform thread keeps up to 64 KiB and 1,024 blocks of each
 * size class at hand, and exchanges them with the others in batches, under a lock. It makes no
 * difference which thread returns a block. Virtual threads share a few such caches, and pay for a
 * lock each time. What a dead thread had at hand goes to a thread that comes after it, or that
 * needs it. Memory that was taken for a size class stays with it until the pool is closed.
 *
 * <p>The scheme is that of Bonwick and Adams, "Magazines and Vmem: Extending the Slab Allocator to
 * Many CPUs and Arbitrary Resources", USENIX 2001.
 */
public final class BlockPool implements AutoCloseable {

    /** The largest request, in bytes. */
    private static final long MAX_BYTES = 1L << 40;

    private final ChunkStore store;
    private final Set<BlockGuard> guards = ConcurrentHashMap.newKeySet();
    private final BlockCaches caches;
    private final LargeBlocks large;
    private final Spares spares;

    /** The pool as others know it that run out of memory. */
    private record Spares(ChunkStore store) implements LastResort.Holder {

        @Override
        public long letGo() {
            return store.letGo();
        }

        @Override
        public String users() {
            return store.bytes() == 0 ? "" : "a block pool of " + store.bytes() + " bytes";
        }
    }

    /** A pool that takes its memory from {@code store}, which is closed with it. */
    BlockPool(ChunkStore store) {
        this.store = store;
        this.caches = new BlockCaches(store, guards);
        this.large = new LargeBlocks(store, guards);
        this.spares = new Spares(store);
        LastResort.enrol(spares);
    }

    /** A new pool over native memory. Close it when nothing uses its blocks any more. */
    public static BlockPool create() {
        return create(MemorySource.ofNative());
    }

    /**
     * A new pool that takes its memory from {@code source}, in pieces aligned to 64 bytes; arrays
     * on the heap are not, and decline. Close it when nothing uses its blocks any more.
     */
    public static BlockPool create(MemorySource source) {
        return new BlockPool(ChunkStore.ofBlocks("a block pool", source));
    }

    /**
     * Takes a block of at least {@code bytes} bytes. It holds whatever its last user left in it; in
     * paranoid, a pattern that stands out.
     *
     * @param bytes 0 to 2<sup>40</sup>
     * @throws InvalidSizeException if {@code bytes} is out of that range
     * @throws OutOfNativeMemoryException if the pool's source declines; nothing was taken then
     * @throws MemorySourceException if the pool's source breaks its promises; nothing was taken
     * @throws AllocatorClosedException if the pool was closed
     * @throws CorruptedMemoryException in paranoid, if the block that was to be handed out was
     *     written to after its return; it stays in the pool
     */
    public Block take(long bytes) {
        Block block = Safety.CHECKED ? null : caches.take(bytes);
        return block != null ? block : takeSlowly(bytes);
    }

    private Block takeSlowly(long bytes) {
        if (bytes < 0 || bytes > MAX_BYTES) {
            throw new InvalidSizeException(
                    "A block of " + bytes + " bytes was asked for; use 0 to " + MAX_BYTES + ".");
        }
        if (bytes > BlockCache.LARGEST_BYTES) {
            return large.take(bytes);
        }
        return caches.takeSlowly(Math.max(bytes, 1)); // no class is found for 0
    }

    /**
     * Adds up what was taken and returned so far. Takes no lock and slows nobody who takes or
     * returns blocks; makes some garbage.
     */
    public BlockPoolStatistics statistics() {
        return new BlockPoolStatistics(caches.statistics(), large.statistics());
    }

    /**
     * Gives all memory back to the source. Segments of blocks that were not returned throw {@link
     * IllegalStateException} when they are touched; returning such a block does nothing. Closing
     * again does nothing.
     *
     * @throws MemorySourceException if the source has failed to take memory back
     * @throws IllegalStateException in paranoid, if another thread is reading or writing a block at
     *     this moment; the memory was not given back, and the pool can be closed again
     */
    @Override
    public void close() {
        caches.close();
        large.close();
        // The guards first: what they show must not outlive the memory.
        guards.forEach(BlockGuard::end);
        store.close();
    }

    @Override
    public String toString() {
        BlockStatistics total = statistics().total();
        return "BlockPool with "
                + total.live()
                + " live blocks in "
                + total.heldBytes()
                + " native bytes"
                + (store.isClosed() ? " (closed)" : "");
    }
}
