package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.error.ReturnedTwiceException;
import dev.mayfly.allocator.pool.Block;
import dev.mayfly.allocator.pool.BlockStatistics;

import io.netty.buffer.ByteBuf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

class PoolBenchmarkTest {

    private final PoolBenchmark benchmark = new PoolBenchmark();

    @AfterEach
    void close() {
        benchmark.pool.close();
    }

    @Test
    void mayflyTakesAndReturnsEveryBlock() {
        benchmark.mayfly();

        BlockStatistics total = benchmark.pool.statistics().total();
        assertThat(total.taken()).isEqualTo(PoolBenchmark.BLOCKS);
        assertThat(total.returned()).isEqualTo(PoolBenchmark.BLOCKS);
        assertThat(total.peakLive()).isEqualTo(PoolBenchmark.BLOCKS);
        for (Block block : benchmark.blocks) {
            assertThat(block.size()).isEqualTo(PoolBenchmark.BLOCK_BYTES);
            assertThatThrownBy(block::close).isInstanceOf(ReturnedTwiceException.class);
        }
    }

    @Test
    void mayflyCrossThreadHasEveryBlockReturnedByThePartner() {
        PoolBenchmark.Partner partner = new PoolBenchmark.Partner();
        for (int iteration = 0; iteration < 2; iteration++) {
            partner.start();
            for (int i = 0; i < 3; i++) {
                benchmark.mayflyCrossThread(partner);
            }
            partner.stop();
        }

        BlockStatistics total = benchmark.pool.statistics().total();
        assertThat(total.taken()).isEqualTo(6 * PoolBenchmark.BLOCKS);
        assertThat(total.live()).isZero();
    }

    @Test
    void nettyReleasesEveryBuffer() {
        benchmark.nettyPooled();
        assertReleased();
        Arrays.fill(benchmark.buffers, null);
        benchmark.nettyAdaptive();
        assertReleased();
    }

    private void assertReleased() {
        for (ByteBuf buffer : benchmark.buffers) {
            assertThat(buffer.refCnt()).isZero();
        }
    }

    @Test
    void mallocTakesBlocksThatDoNotOverlap() {
        benchmark.malloc();

        long[] sorted = benchmark.addresses.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            assertThat(sorted[i] - sorted[i - 1]).isGreaterThanOrEqualTo(PoolBenchmark.BLOCK_BYTES);
        }
    }
}
