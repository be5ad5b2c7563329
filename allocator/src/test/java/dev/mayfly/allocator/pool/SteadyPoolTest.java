package dev.mayfly.allocator.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.SafetyLevel;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

class SteadyPoolTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void takingAndReturningBlocksAllocatesNothingOnTheHeap() {
        try (BlockPool pool = BlockPool.create()) {
            Block[] kept = new Block[2_000];
            assertThat(leastAllocatedBy(() -> blocks(pool, kept))).isZero();
        }
    }

    private static void blocks(BlockPool pool, Block[] kept) {
        for (int i = 0; i < kept.length; i++) {
            kept[i] = pool.take(8L << (i & 7));
        }
        for (Block block : kept) {
            block.close();
        }
    }

    @Test
    void takingAndReturningObjectsAllocatesNothingOnTheHeap() {
        ObjectPool<StringBuilder> pool =
                ObjectPool.of(StringBuilder::new).reset(text -> text.setLength(0)).build();
        StringBuilder[] kept = new StringBuilder[2_000];
        assertThat(leastAllocatedBy(() -> objects(pool, kept))).isZero();
    }

    private static void objects(ObjectPool<StringBuilder> pool, StringBuilder[] kept) {
        for (int i = 0; i < kept.length; i++) {
            kept[i] = pool.take();
        }
        for (StringBuilder text : kept) {
            pool.give(text);
        }
    }

    @Test
    void addingAndRemovingSlotsAllocatesNothingOnTheHeap() {
        Slots<String> slots = new Slots<>();
        long[] handles = new long[500];
        assertThat(leastAllocatedBy(() -> addAndRemove(slots, handles))).isZero();
    }

    private static void addAndRemove(Slots<String> slots, long[] handles) {
        for (int i = 0; i < handles.length; i++) {
            handles[i] = slots.add("x");
        }
        for (long handle : handles) {
            slots.remove(handle);
        }
    }

    private static long leastAllocatedBy(Runnable round) {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        // What the JVM itself allocates while it compiles does not come in every round.
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 500 && least > 0; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            round.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
