package dev.mayfly.allocator.pool;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.chunk.Chunk;
import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.internal.pool.BlockGuard;
import dev.mayfly.allocator.internal.pool.BlockOrigin;
import dev.mayfly.allocator.internal.pool.PoolErrors;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;

/**
 * The blocks of one size class, and those of them that no {@link Magazine} has: the shared
 * fallback.
 *
 * <p>How it works: blocks are carved from slabs, numbered as they are made, and stay until the pool
 * is closed. Free ones wait as a stack of numbers, which magazines exchange in batches under the
 * lock.
 *
 * <p>Why that is safe: the table from number to block is replaced, not changed, where it grows, and
 * filled before the number of a new block leaves the lock. A thread that has a number got it
 * through the lock, or with a block that another thread handed over; where that was not ordered, it
 * may not {@link #find} the entry, and {@link #block} looks again under the lock. Closing empties
 * the table, so that no block is handed out from then on.
 *
 * <p>In paranoid a block lies between canaries, and what is returned waits for {@link #HELD_BACK}
 * further returns before it is used again.
 */
final class BlockDepot {

    static final int SLAB_BYTES = 64 << 10;

    /** Blocks that paranoid holds back in each size class. */
    static final int HELD_BACK = 64;

    /** Blocks that are made at once, at most: each has a handle on the heap. */
    private static final int CARVED_AT_ONCE = 256;

    private static final VarHandle PEAK_LENT = number("peakLent");
    private static final VarHandle HELD_BYTES = number("heldBytes");

    private final int blockBytes;

    /** The distance of two blocks in a slab, in bytes. */
    private final long stride;

    private final ChunkStore store;
    private final BlockOrigin origin;

    /** By number; read without the lock. Null beyond the blocks that were made, and once closed. */
    private @Nullable Block[] blocks = {};

    private int made;

    private int[] free = new int[16];
    private int freeCount;
    private MemorySegment slab = MemorySegment.NULL;
    private long carved;
    private boolean closed;
    private final ArrayDeque<Integer> heldBack = new ArrayDeque<>(0);

    private long lent;
    private long peakLent;
    private long heldBytes;

    BlockDepot(int blockBytes, ChunkStore store, BlockOrigin origin) {
        this.blockBytes = blockBytes;
        this.store = store;
        this.origin = origin;
        this.stride = Safety.PARANOID ? BlockGuard.bytesAround(blockBytes) : blockBytes;
    }

    private static VarHandle number(String name) {
        try {
            return MethodHandles.lookup().findVarHandle(BlockDepot.class, name, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    int blockBytes() {
        return blockBytes;
    }

    /** Makes sure that the calling thread's table reaches to a number. */
    void expect(int id) {
        if (id >= blocks.length) {
            lookUnderLock();
        }
    }

    private synchronized void lookUnderLock() {
        // What was written before under the lock is seen from here on.
    }

    /**
     * A block by its number; null if this thread does not see it, or the pool was closed. The
     * number came from here by the lock, or is an {@link #expect}ed one.
     */
    @Nullable Block find(int id) {
        return blocks[id];
    }

    /** A block by its number. */
    synchronized Block block(int id) {
        requireOpen();
        return Objects.requireNonNull(blocks[id]);
    }

    /**
     * Fills {@code into} with the numbers of free blocks, up to {@code wanted}, and returns how
     * many; where none is free, none, or in {@code more} new ones.
     */
    synchronized int lend(int[] into, int wanted, boolean more) {
        requireOpen();
        if (freeCount == 0 && more) {
            carve(Math.min(wanted, CARVED_AT_ONCE));
        }
        int given = Math.min(wanted, freeCount);
        freeCount -= given;
        System.arraycopy(free, freeCount, into, 0, given);
        lent += given;
        if (lent > peakLent) {
            PEAK_LENT.setOpaque(this, lent);
        }
        return given;
    }

    /** Takes the first {@code count} numbers of {@code from}. */
    synchronized void takeBack(int[] from, int count) {
        ensureFree(count);
        System.arraycopy(from, 0, free, freeCount, count);
        freeCount += count;
        lent -= count;
    }

    /** Paranoid: takes one block, and frees the one that was held back longest. */
    synchronized void holdBack(int id) {
        heldBack.addLast(id);
        if (heldBack.size() > HELD_BACK) {
            ensureFree(1);
            // At the bottom of the stack, to be used last.
            System.arraycopy(free, 0, free, 1, freeCount);
            free[0] = heldBack.removeFirst();
            freeCount++;
            lent--;
        }
    }

    private void ensureFree(int more) {
        if (freeCount + more > free.length) {
            free = Arrays.copyOf(free, Math.max(freeCount + more, free.length * 2));
        }
    }

    private void carve(int wanted) {
        if (slab.byteSize() - carved < stride) {
            Chunk chunk = store.take(SLAB_BYTES, Chunk.ALIGNMENT);
            slab = chunk.segment();
            carved = 0;
            HELD_BYTES.setOpaque(this, heldBytes + slab.byteSize());
        }
        int more = (int) Math.min(wanted, (slab.byteSize() - carved) / stride);
        ensureFree(more);
        @Nullable Block[] all = blocks;
        if (made + more > all.length) {
            all = Arrays.copyOf(all, Math.max(made + more, all.length * 2));
        }
        // First all segments, then all handles: so handles lie side by side, half a cache line
        // each.
        MemorySegment[] memory = new MemorySegment[more];
        for (int i = 0; i < more; i++) {
            memory[i] = slab.asSlice(carved + i * stride, stride);
            if (Safety.PARANOID) {
                BlockGuard.bury(memory[i]);
            }
        }
        for (int i = 0; i < more; i++) {
            all[made + i] = new Block(origin, made + i, memory[i], null);
        }
        for (int i = 0; i < more; i++) {
            free[freeCount++] = made++;
        }
        carved += more * stride;
        blocks = all;
    }

    /** Lets go of every block; the store frees the memory. */
    synchronized void close() {
        closed = true;
        Arrays.fill(blocks, null);
        freeCount = 0;
        slab = MemorySegment.NULL;
        HELD_BYTES.setOpaque(this, 0L);
    }

    private void requireOpen() {
        if (closed) {
            throw PoolErrors.blockPoolClosed();
        }
    }

    /** The most blocks that magazines and users have had at once. */
    long peakLent() {
        return (long) PEAK_LENT.getOpaque(this);
    }

    /** Native memory that this class has, in bytes. */
    long heldBytes() {
        return (long) HELD_BYTES.getOpaque(this);
    }
}
