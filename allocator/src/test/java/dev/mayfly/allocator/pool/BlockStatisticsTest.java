package dev.mayfly.allocator.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.SafetyLevel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class BlockStatisticsTest {

    private final BlockPool pool = BlockPool.create();

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void anUnusedPoolHasDoneNothing() {
        BlockStatistics total = pool.statistics().total();
        assertThat(total).isEqualTo(BlockStatistics.none());
        assertThat(total.internalFragmentation()).isZero();
        assertThat(total.externalFragmentation()).isZero();
    }

    @Test
    void takesAndReturnsAreCountedByClass() {
        List<Block> blocks = take(10, 50);
        blocks.subList(0, 4).forEach(Block::close);
        take(3, 1_000);
        BlockStatistics of64 = of(64);
        assertThat(of64.taken()).isEqualTo(10);
        assertThat(of64.returned()).isEqualTo(4);
        assertThat(of64.live()).isEqualTo(6);
        assertThat(of64.peakLive()).isEqualTo(10);
        assertThat(of64.takenBytes()).isEqualTo(640);
        assertThat(of64.returnedBytes()).isEqualTo(256);
        assertThat(of64.liveBytes()).isEqualTo(384);
        assertThat(of64.peakLiveBytes()).isEqualTo(640);
        assertThat(of64.requestedBytes()).isEqualTo(500);
        assertThat(of(1_024).live()).isEqualTo(3);
        assertThat(pool.statistics().total().taken()).isEqualTo(13);
        assertThat(pool.statistics().total().liveBytes()).isEqualTo(384 + 3 * 1_024);
    }

    @Test
    void whatWasAskedForIsCountedAlsoWhereBlocksAreUsedAgain() {
        for (int round = 1; round <= 3; round++) {
            take(10, 50).forEach(Block::close);
            assertThat(of(64).requestedBytes()).isEqualTo(round * 500);
        }
    }

    @Test
    void aBlockOfTheLargestClassIsCountedThereAndOneByteMoreIsLarge() {
        take(1, 4_096);
        assertThat(of(4_096).taken()).isEqualTo(1);
        assertThat(pool.statistics().large().taken()).isZero();
        take(1, 4_097);
        assertThat(of(4_096).taken()).isEqualTo(1);
        assertThat(pool.statistics().large().taken()).isEqualTo(1);
    }

    @Test
    void thePeakOfOneThreadIsExactOverManyExchanges() {
        for (int count : new int[] {3_000, 100, 5_000, 4_999}) {
            take(count, 8).forEach(Block::close);
        }
        assertThat(of(8).peakLive()).isEqualTo(5_000);
        assertThat(of(8).live()).isZero();
    }

    @Test
    void thePeakOfBlocksThatTravelStaysWithinWhatThreadsKeepAtHand() throws Exception {
        for (int round = 0; round < 50; round++) {
            List<Block> blocks = take(100, 1_024);
            Threads.onAnother(
                    () -> {
                        blocks.forEach(Block::close);
                        return null;
                    });
        }
        // Two threads keep up to 64 of these at hand, and paranoid holds some back.
        assertThat(of(1_024).peakLive()).isBetween(100L, 100L + 2 * 64 + BlockDepot.HELD_BACK);
        assertThat(of(1_024).taken()).isEqualTo(5_000);
        assertThat(of(1_024).returned()).isEqualTo(5_000);
    }

    @Test
    void theCountersOfDeadThreadsStay() throws Exception {
        for (int i = 0; i < 10; i++) {
            Threads.onAnother(() -> take(7, 8));
        }
        assertThat(of(8).taken()).isEqualTo(70);
        assertThat(of(8).live()).isEqualTo(70);
    }

    @Test
    void largeBlocksAreCountedByTheirOwnSizes() {
        List<Block> blocks = take(2, 10_000);
        blocks.add(pool.take(20_000));
        blocks.get(0).close();
        BlockStatistics large = pool.statistics().large();
        assertThat(large.live()).isEqualTo(2);
        assertThat(large.liveBytes()).isEqualTo(30_000);
        assertThat(large.peakLive()).isEqualTo(3);
        assertThat(large.peakLiveBytes()).isEqualTo(40_000);
        assertThat(large.heldBytes()).isGreaterThanOrEqualTo(30_000);
        blocks.subList(1, 3).forEach(Block::close);
        assertThat(pool.statistics().large().heldBytes()).isZero();
        take(1, 35_000);
        assertThat(pool.statistics().large().peakLiveBytes()).isEqualTo(40_000);
        assertThat(pool.statistics().large().requestedBytes()).isEqualTo(75_000);
    }

    @Test
    void theTotalIsTheSumOfAllSizes() {
        take(10, 50).subList(0, 4).forEach(Block::close);
        take(3, 1_000);
        take(2, 10_000).getFirst().close();
        BlockStatistics total = pool.statistics().total();
        assertThat(total.taken()).isEqualTo(15);
        assertThat(total.returned()).isEqualTo(5);
        assertThat(total.peakLive()).isEqualTo(15);
        assertThat(total.takenBytes()).isEqualTo(640 + 3 * 1_024 + 20_000);
        assertThat(total.returnedBytes()).isEqualTo(4 * 64 + 10_000);
        assertThat(total.peakLiveBytes()).isEqualTo(640 + 3 * 1_024 + 20_000);
        assertThat(total.requestedBytes()).isEqualTo(500 + 3 * 1_000 + 20_000);
        assertThat(total.heldBytes())
                .isEqualTo(
                        of(64).heldBytes()
                                + of(1_024).heldBytes()
                                + pool.statistics().large().heldBytes());
    }

    @Test
    void whatIsReadWhileThreadsTakeIsNeverFragmentedBelowZero() {
        BlockStatistics early = new BlockStatistics(64, 2, 0, 2, 128, 0, 128, 128, 64);
        assertThat(early.externalFragmentation()).isZero();
    }

    @Test
    void fragmentationSaysWhatRoundingAndIdleMemoryCost() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID); // its canaries count
        List<Block> blocks = take(1_024, 48);
        BlockStatistics full = of(64);
        assertThat(full.internalFragmentation()).isCloseTo(0.25, within(1e-9));
        assertThat(full.heldBytes()).isEqualTo(65_536);
        assertThat(full.externalFragmentation()).isZero();
        blocks.subList(0, 512).forEach(Block::close);
        assertThat(of(64).externalFragmentation()).isCloseTo(0.5, within(1e-9));
        assertThat(of(64).internalFragmentation()).isCloseTo(0.25, within(1e-9));
    }

    private BlockStatistics of(int blockBytes) {
        return pool.statistics().sizeClasses().stream()
                .filter(each -> each.blockBytes() == blockBytes)
                .findFirst()
                .orElseThrow();
    }

    private List<Block> take(int count, long size) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(pool.take(size));
        }
        return blocks;
    }
}
