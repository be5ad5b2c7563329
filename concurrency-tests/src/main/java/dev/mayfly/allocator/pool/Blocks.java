package dev.mayfly.allocator.pool;

import java.lang.foreign.ValueLayout;

/** What the tests do with blocks. */
final class Blocks {

    /** Of a class whose magazines exchange after 32 to 64 blocks. */
    static final int BYTES = 1_024;

    private Blocks() {}

    static Block takeAndMark(BlockPool pool, long mark) {
        Block block = pool.take(BYTES);
        block.segment().set(ValueLayout.JAVA_LONG, 0, mark);
        return block;
    }

    static boolean holds(Block block, long mark) {
        return block.segment().get(ValueLayout.JAVA_LONG, 0) == mark;
    }

    static boolean overlap(Block one, Block other) {
        return one.segment().address() == other.segment().address();
    }
}
