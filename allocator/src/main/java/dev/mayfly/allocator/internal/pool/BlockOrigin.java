package dev.mayfly.allocator.internal.pool;

import java.util.Set;

/** Where a block goes back to. */
public interface BlockOrigin {

    /**
     * Takes back a block that is marked as returned, on the thread that returned it.
     *
     * @param id its number among those of its origin and size
     * @param bytes its size
     */
    void takeBack(int id, long bytes);

    /** What watches over the pool's live blocks in paranoid. */
    Set<BlockGuard> guards();
}
