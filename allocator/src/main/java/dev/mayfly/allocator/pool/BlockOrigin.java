package dev.mayfly.allocator.pool;

import java.util.Set;

/** Where a block goes back to. */
sealed interface BlockOrigin permits BlockCaches, LargeBlocks {

    /** Takes back a block that is marked as returned, on the thread that returned it. */
    void giveBack(Block block);

    /** What watches over the pool's live blocks in paranoid. */
    Set<BlockGuard> guards();
}
