package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every variant computes the same in every element. */
class FrameLoopBenchmarkTest {

    private final FrameLoopBenchmark benchmark = new FrameLoopBenchmark();

    @BeforeEach
    void open() {
        benchmark.open();
    }

    @AfterEach
    void close() {
        benchmark.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_999, 9_998, 9_999})
    void everyVariantFillsAndCombinesEveryElement(int probe) {
        benchmark.probe = probe;
        benchmark.step = 0.25f;
        benchmark.factor = 3f;
        benchmark.offset = 7f;
        float expected = probe * 0.25f * 3f + 7f;

        assertThat(benchmark.mayfly()).isEqualTo(expected);
        assertThat(benchmark.rawArray()).isEqualTo(expected);
        assertThat(benchmark.newArray()).isEqualTo(expected);
    }

    @Test
    void mayflyTakesTwoBuffersAndGivesThemBack() {
        benchmark.mayfly();

        assertThat(benchmark.frame.peak()).isEqualTo(2 * 16_384 * Float.BYTES);
        assertThat(benchmark.frame.depth()).isZero();
        assertThat(benchmark.frame.used()).isZero();
    }
}
