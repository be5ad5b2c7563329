package dev.mayfly.allocator.pool;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.internal.pool.BlockGuard;
import dev.mayfly.allocator.internal.pool.BlockOrigin;
import dev.mayfly.allocator.internal.pool.ThreadCaches;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The depots of a pool and the caches in front of them: one for each platform thread, and a few
 * that virtual threads share under their locks, because there may be too many of those to give each
 * one blocks to keep.
 *
 * <p>Locks are taken in this order: a shared cache, {@link ThreadCaches}, a {@link BlockDepot}, the
 * {@link ChunkStore}.
 */
final class BlockCaches implements BlockOrigin {

    private final Set<BlockGuard> guards;
    private final BlockDepot[] depots;
    private final BlockCache[] shared;
    private final ThreadCaches<BlockCache> ofThreads;

    /**
     * The magazines of the thread that has been here longest, for a shorter way to them. Read and
     * written without synchronization: a magazine is used only by the thread that finds itself in
     * it, and that one is sent the long way where it does not see it here.
     */
    private @Nullable Magazine[] near = new @Nullable Magazine[BlockCache.CLASSES];

    BlockCaches(ChunkStore store, Set<BlockGuard> guards) {
        this.guards = guards;
        int classes = BlockCache.LARGEST_CLASS - BlockCache.SMALLEST_CLASS + 1;
        depots = new BlockDepot[classes];
        for (int i = 0; i < classes; i++) {
            depots[i] = new BlockDepot(1 << (BlockCache.SMALLEST_CLASS + i), store, this);
        }
        ofThreads = new ThreadCaches<>(() -> new BlockCache(depots));
        shared = new BlockCache[Integer.highestOneBit(Runtime.getRuntime().availableProcessors())];
        for (int i = 0; i < shared.length; i++) {
            shared[i] = new BlockCache(depots);
        }
    }

    /**
     * The block on top of the calling thread's magazine; null where that takes more than a look.
     */
    @Nullable Block take(long bytes) {
        Magazine likely = near[BlockCache.classFor(bytes)];
        if (likely != null && likely.belongsTo(Thread.currentThread())) {
            return likely.take(bytes);
        }
        BlockCache mine = ofThreads.find();
        Magazine magazine = mine == null ? null : mine.magazineFor(bytes);
        return magazine == null ? null : magazine.take(bytes);
    }

    /** A block for a size that a class serves. */
    Block takeSlowly(long bytes) {
        if (Thread.currentThread().isVirtual()) {
            BlockCache any = anyShared();
            synchronized (any) {
                return take(any, bytes);
            }
        }
        return take(mine(), bytes);
    }

    private Block take(BlockCache cache, long bytes) {
        Magazine magazine = Objects.requireNonNull(cache.magazineFor(bytes));
        if (magazine.isEmpty()) {
            magazine.refill(false);
            if (magazine.isEmpty()) {
                ofThreads.vacateDead(BlockCache::empty);
                magazine.refill(true);
            }
        }
        return magazine.takeSlowly(bytes);
    }

    @Override
    public void takeBack(int id, long bytes) {
        if (Thread.currentThread().isVirtual()) {
            BlockCache any = anyShared();
            synchronized (any) {
                give(any, id, bytes);
            }
        } else {
            give(mine(), id, bytes);
        }
    }

    private void give(BlockCache cache, int id, long bytes) {
        Magazine magazine = Objects.requireNonNull(cache.magazineFor(bytes));
        magazine.expect(id);
        if (Safety.PARANOID) {
            magazine.giveAside(id);
        } else {
            magazine.give(id);
        }
    }

    private BlockCache mine() {
        BlockCache mine = ofThreads.find();
        if (mine == null) {
            mine = ofThreads.claim();
            if (ofThreads.isFirst(mine)) {
                near = mine.magazines();
            }
        }
        return mine;
    }

    private BlockCache anyShared() {
        return shared[(int) Thread.currentThread().threadId() & shared.length - 1];
    }

    @Override
    public Set<BlockGuard> guards() {
        return guards;
    }

    /** Lets go of every block; the store frees the memory. */
    void close() {
        for (BlockDepot depot : depots) {
            depot.close();
        }
    }

    /** Adds the counters up, by size class; takes no lock. */
    List<BlockStatistics> statistics() {
        List<BlockCache> caches = new ArrayList<>(List.of(shared));
        caches.addAll(ofThreads.all());
        List<BlockStatistics> all = new ArrayList<>();
        for (BlockDepot depot : depots) {
            all.add(statistics(depot, caches));
        }
        return all;
    }

    private static BlockStatistics statistics(BlockDepot depot, List<BlockCache> caches) {
        List<Magazine> magazines = caches.stream().map(cache -> cache.magazineOf(depot)).toList();
        // All returns before any take, so that nothing is seen returned that was not seen taken.
        long returned = magazines.stream().mapToLong(each -> each.counts().returned()).sum();
        long taken = magazines.stream().mapToLong(each -> each.counts().taken()).sum();
        long unasked = magazines.stream().mapToLong(Magazine::unasked).sum();
        long peaks = magazines.stream().mapToLong(Magazine::peak).sum();
        long bytes = depot.blockBytes();
        long peak = Math.max(Math.min(peaks, depot.peakLent()), taken - returned);
        return new BlockStatistics(
                depot.blockBytes(),
                taken,
                returned,
                peak,
                taken * bytes,
                returned * bytes,
                peak * bytes,
                taken * bytes - unasked,
                depot.heldBytes());
    }
}
