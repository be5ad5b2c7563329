package dev.mayfly.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.pool.Block;
import dev.mayfly.allocator.pool.BlockPool;
import dev.mayfly.allocator.pool.ObjectPool;
import dev.mayfly.allocator.pool.SlotTable;

import org.junit.jupiter.api.Test;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

class PoolsTest {

    @Test
    void blocksTravel() throws Exception {
        try (BlockPool pool = BlockPool.create()) {
            BlockingQueue<Block> queue = new ArrayBlockingQueue<>(1);
            Pools.send(pool, queue, 42);
            assertThat(Pools.receive(queue)).isEqualTo(42);
            assertThat(Pools.report(pool)).isEqualTo("0 live blocks, 1 at most");
        }
    }

    @Test
    void textsAreResetAndUsedAgain() {
        ObjectPool<StringBuilder> texts = Pools.texts();
        assertThat(Pools.join(texts, "a", "b")).isEqualTo("ab");
        assertThat(Pools.join(texts, "c", "d")).isEqualTo("cd");
    }

    @Test
    void slotsTellStaleHandles() {
        assertThat(Pools.slots()).isEqualTo("backfalse");
    }

    @Test
    void farBulletsAreRemoved() {
        try (FrameAllocator memory = FrameAllocator.create();
                FrameScope frame = memory.arena().begin()) {
            Floats x = memory.arena().floats(5);
            SlotTable bullets = new SlotTable();
            float[] places = {150, 1, 200, 300, 2};
            for (float place : places) {
                bullets.add();
                x.set(bullets.size() - 1, place);
            }
            Pools.removeFarOnes(bullets, x);
            assertThat(bullets.size()).isEqualTo(2);
            assertThat(x.get(0) + x.get(1)).isEqualTo(3f);
        }
    }
}
