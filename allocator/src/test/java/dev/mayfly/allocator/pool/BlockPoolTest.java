package dev.mayfly.allocator.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.ReturnedTwiceException;
import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.internal.pool.BlockGuard;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;

class BlockPoolTest {

    private final ChunkStore store = new ChunkStore(MemorySource.ofNative());
    private final BlockPool pool = new BlockPool(store);

    @AfterEach
    void nothingLeaks() {
        assertThat(pool.statistics().total().live()).as("live blocks").isZero();
        pool.close();
        assertThat(store.takenBytes() + store.freeBytes()).as("native bytes").isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8",
        "1, 8",
        "8, 8",
        "9, 16",
        "64, 64",
        "65, 128",
        "2049, 4096",
        "4096, 4096",
        "4097, 4097",
        "100000, 100000"
    })
    void aBlockIsTheNextPowerOfTwoOrExactWhereItIsLarge(long asked, long got) {
        try (Block block = pool.take(asked)) {
            assertThat(block.size()).isEqualTo(got);
            assertThat(block.segment().byteSize()).isEqualTo(got);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 16, 32, 64, 128, 1024, 4096, 10_000})
    void blocksAreAlignedToTheirSizeUpToACacheLine(long size) {
        List<Block> blocks = take(300, size);
        assertThat(blocks)
                .allSatisfy(
                        block ->
                                assertThat(block.segment().address() % Math.min(size, 64))
                                        .isZero());
        blocks.forEach(Block::close);
    }

    @Test
    void aBlockOfTenThousandBytesIsAlignedToACacheLine() {
        try (Block block = pool.take(10_000)) {
            assertThat(block.segment().address() % 64).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 64, 4096, 5000})
    void liveBlocksDoNotOverlap(long size) {
        List<Block> blocks = take(500, size);
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).segment().fill((byte) i);
        }
        for (int i = 0; i < blocks.size(); i++) {
            MemorySegment segment = blocks.get(i).segment();
            assertThat(segment.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) i);
            assertThat(segment.get(ValueLayout.JAVA_BYTE, size - 1)).isEqualTo((byte) i);
        }
        blocks.forEach(Block::close);
    }

    @Test
    void handleAndSegmentAreRecycledTogether() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        Block block = pool.take(64);
        MemorySegment segment = block.segment();
        block.close();
        Block again = pool.take(64);
        assertThat(again).isSameAs(block);
        assertThat(again.segment()).isSameAs(segment);
        again.close();
    }

    @Test
    void theSameMemoryServesManyRounds() {
        for (int round = 0; round < 50; round++) {
            take(1_000, 64).forEach(Block::close);
        }
        assertThat(pool.statistics().total().heldBytes())
                .isLessThan(8 * 1_000 * (64 + 2 * BlockGuard.CANARY_BYTES));
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 5000})
    void aReturnedBlockIsRefused(long size) {
        Block block = pool.take(size);
        block.close();
        assertThatThrownBy(block::segment)
                .isInstanceOf(ExpiredException.class)
                .hasMessageContaining("Block " + block.id() + " of " + block.size() + " bytes")
                .hasMessageContaining("after it was returned");
        assertThatThrownBy(block::close)
                .isInstanceOf(ReturnedTwiceException.class)
                .hasMessageContaining("Return each block once");
        assertThat(pool.statistics().total().returned()).isEqualTo(1);
    }

    @Test
    void checkedRefusesAReturnedBlockAlsoWhenItsMemoryIsInUseAgain() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        Block stale = pool.take(64);
        stale.close();
        List<Block> all = take(200, 64);
        assertThatThrownBy(stale::segment).isInstanceOf(ExpiredException.class);
        assertThatThrownBy(stale::close).isInstanceOf(ReturnedTwiceException.class);
        assertThat(all).allSatisfy(block -> assertThat(block.segment()).isNotNull());
        all.forEach(Block::close);
    }

    @Test
    void aSizeOutOfRangeIsRefused() {
        assertThatThrownBy(() -> pool.take(-1))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("-1 bytes");
        assertThatThrownBy(() -> pool.take(Long.MIN_VALUE))
                .isInstanceOf(InvalidSizeException.class);
        assertThatThrownBy(() -> pool.take(Long.MAX_VALUE))
                .isInstanceOf(InvalidSizeException.class);
    }

    @Test
    void aClosedPoolRefusesEverySizeAndItsBlocksAreGone() {
        BlockPool closed = BlockPool.create();
        Block small = closed.take(64);
        Block large = closed.take(5_000);
        MemorySegment kept = small.segment();
        closed.take(64).close();
        closed.close();
        closed.close();
        for (long size : new long[] {8, 64, 4_096, 5_000}) {
            assertThatThrownBy(() -> closed.take(size))
                    .isInstanceOf(AllocatorClosedException.class)
                    .hasMessageContaining("block pool was closed");
        }
        assertThatThrownBy(() -> kept.get(ValueLayout.JAVA_BYTE, 0))
                .isInstanceOf(IllegalStateException.class);
        assertThat(closed.statistics().total().heldBytes()).isZero();
        small.close();
        large.close();
        assertThat(closed.statistics().total().heldBytes()).isZero();
    }

    @Test
    void aLargeBlockGoesBackToTheStoreAtOnce() {
        Block block = pool.take(100_000);
        assertThat(store.takenBytes()).isGreaterThanOrEqualTo(100_000);
        block.close();
        assertThat(store.takenBytes()).isZero();
    }

    @Test
    void blocksMayBeReturnedByAnotherThreadAndServeTheFirstAgain() throws Exception {
        Set<Long> addresses = new HashSet<>();
        for (int round = 0; round < 20; round++) {
            List<Block> blocks = take(1_000, 256);
            blocks.forEach(block -> addresses.add(block.segment().address()));
            Threads.onAnother(
                    () -> {
                        blocks.forEach(Block::close);
                        return null;
                    });
        }
        assertThat(addresses).hasSizeLessThan(3_000);
    }

    @Test
    void whatADeadThreadHadAtHandServesOthers() throws Exception {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID); // held back there
        pool.take(8).close(); // this thread has a cache of its own, and does not inherit
        Set<Long> left =
                Threads.onAnother(
                        () -> {
                            List<Block> blocks = take(8, 4_096);
                            Set<Long> addresses = new HashSet<>();
                            blocks.forEach(block -> addresses.add(block.segment().address()));
                            blocks.forEach(Block::close);
                            return addresses;
                        });
        List<Block> blocks = take(100, 4_096);
        assertThat(blocks).extracting(block -> block.segment().address()).containsAll(left);
        blocks.forEach(Block::close);
    }

    @Test
    void whatAThreadHasAtHandIsItsOwnWhileItLives() throws Exception {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID); // held back there
        List<Block> blocks = take(500, 64);
        Set<Long> mine = new HashSet<>();
        blocks.forEach(block -> mine.add(block.segment().address()));
        blocks.forEach(Block::close);
        Threads.onAnother(
                () -> {
                    List<Block> others = take(500, 64);
                    assertThat(others)
                            .extracting(block -> block.segment().address())
                            .doesNotContainAnyElementsOf(mine);
                    others.forEach(Block::close);
                    return null;
                });
    }

    @Test
    void manyThreadsThatComeAndGoNeedNoMoreThanOne() throws Exception {
        for (int i = 0; i < 200; i++) {
            Threads.onAnother(
                    () -> {
                        take(10, 4_096).forEach(Block::close);
                        return null;
                    });
        }
        assertThat(pool.statistics().total().heldBytes())
                .isLessThanOrEqualTo(8 * BlockDepot.SLAB_BYTES);
    }

    @Test
    void virtualThreadsTakeAndReturn() throws Exception {
        for (int i = 0; i < 200; i++) {
            Block block = Threads.onVirtual(() -> pool.take(64));
            block.segment().fill((byte) 1);
            Threads.onVirtual(
                    () -> {
                        block.close();
                        pool.take(64).close();
                        return null;
                    });
        }
        assertThat(pool.statistics().total().heldBytes())
                .isLessThanOrEqualTo(4 * BlockDepot.SLAB_BYTES);
        assertThat(pool.statistics().total().taken()).isEqualTo(400);
    }

    @Test
    void threadsThatPassBlocksAroundNeverShareOne() throws Exception {
        Queue<Block> exchange = new ArrayBlockingQueue<>(64);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < 4; t++) {
            byte mark = (byte) (t + 1);
            threads.add(
                    Thread.ofPlatform()
                            .uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
                            .start(() -> passAround(exchange, mark)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        exchange.forEach(Block::close);
        assertThat(failures).isEmpty();
    }

    private void passAround(Queue<Block> exchange, byte mark) {
        for (int i = 0; i < 3_000; i++) {
            Block block = pool.take(8 << i % 8);
            MemorySegment segment = block.segment();
            segment.fill(mark);
            Block other = i % 2 == 0 ? exchange.poll() : null;
            if (other != null) {
                other.segment().fill(mark);
                other.close();
            }
            assertThat(segment.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo(mark);
            assertThat(segment.get(ValueLayout.JAVA_BYTE, segment.byteSize() - 1)).isEqualTo(mark);
            if (!exchange.offer(block)) {
                block.close();
            }
        }
    }

    @Test
    void virtualThreadsThatLiveOnKeepNothingOfTheirOwn() throws Exception {
        int count = Math.max(1_000, 100 * Runtime.getRuntime().availableProcessors());
        List<Block> blocks = take(count, 4_096);
        CountDownLatch returned = new CountDownLatch(count);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (Block block : blocks) {
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                block.close();
                                pool.take(4_096).close();
                                returned.countDown();
                                awaitQuietly(end);
                            }));
        }
        returned.await();
        long held = pool.statistics().total().heldBytes();
        take(count, 4_096).forEach(Block::close);
        assertThat(pool.statistics().total().heldBytes()).isLessThan(held + count / 2 * 4_096L);
        assertThat(held).isLessThan(2 * count * 4_096L);
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPoolSaysWhatItHolds() {
        try (Block block = pool.take(64)) {
            assertThat(pool).hasToString("BlockPool with 1 live blocks in 65536 native bytes");
            assertThat(block).hasToString("Block " + block.id() + " of 64 bytes");
        }
    }

    private List<Block> take(int count, long size) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(pool.take(size));
        }
        return blocks;
    }
}
