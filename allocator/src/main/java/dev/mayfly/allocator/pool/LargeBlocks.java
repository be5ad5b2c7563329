package dev.mayfly.allocator.pool;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.chunk.Chunk;
import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.internal.pool.BlockGuard;
import dev.mayfly.allocator.internal.pool.BlockOrigin;
import dev.mayfly.allocator.internal.pool.PoolErrors;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Blocks larger than any size class: each has a chunk of its own, and a handle that is not
 * recycled.
 */
final class LargeBlocks implements BlockOrigin {

    private final ChunkStore store;
    private final Set<BlockGuard> guards;
    private final Map<Integer, Chunk> chunks = new HashMap<>();
    private int nextId;
    private boolean closed;

    /** Replaced as a whole, so that it is read without the lock. */
    private volatile BlockStatistics statistics = BlockStatistics.none();

    LargeBlocks(ChunkStore store, Set<BlockGuard> guards) {
        this.store = store;
        this.guards = guards;
    }

    synchronized Block take(long bytes) {
        if (closed) {
            throw PoolErrors.blockPoolClosed();
        }
        Chunk chunk =
                store.take(
                        Safety.PARANOID ? BlockGuard.bytesAround(bytes) : bytes, Chunk.ALIGNMENT);
        int id = newId();
        Block block = around(chunk, id, bytes);
        chunks.put(id, chunk);
        statistics = statistics.afterTake(bytes, chunk.size());
        block.handOut(id, null);
        return block;
    }

    private int newId() {
        while (chunks.containsKey(nextId)) {
            nextId = nextId + 1 & Integer.MAX_VALUE;
        }
        return nextId;
    }

    private Block around(Chunk chunk, int id, long bytes) {
        if (Safety.PARANOID) {
            BlockGuard guard = new BlockGuard(chunk.segment(), bytes, guards);
            return new Block(this, id, guard.view(), guard);
        }
        MemorySegment memory = chunk.segment().asSlice(0, bytes);
        return new Block(this, id, memory, null);
    }

    @Override
    public synchronized void takeBack(int id, long bytes) {
        Chunk chunk = chunks.remove(id);
        if (chunk != null) { // none after close
            statistics = statistics.afterReturn(bytes, chunk.size());
            store.give(chunk);
        }
    }

    @Override
    public Set<BlockGuard> guards() {
        return guards;
    }

    /** Lets go of every block; the store frees the memory. */
    synchronized void close() {
        closed = true;
        chunks.clear();
        statistics = statistics.afterClose();
    }

    BlockStatistics statistics() {
        return statistics;
    }
}
