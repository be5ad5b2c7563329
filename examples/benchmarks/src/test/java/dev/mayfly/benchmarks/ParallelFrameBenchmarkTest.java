package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.function.Supplier;

/** Every variant computes the same in every element. */
class ParallelFrameBenchmarkTest {

    private final ParallelFrameBenchmark benchmark = new ParallelFrameBenchmark();

    @AfterEach
    void close() {
        benchmark.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyVariantProcessesEveryElement(int threads) {
        benchmark.threads = threads;
        benchmark.open();
        benchmark.pointX = 17f;
        benchmark.pointY = -3f;
        benchmark.offset = 7f;
        benchmark.slope = 3f;
        float[] expected = expected();

        assertThat(results(benchmark::sequential)).isEqualTo(expected);
        assertThat(results(benchmark::parallelStream)).isEqualTo(expected);
        for (int frame = 0; frame < 20; frame++) {
            assertThat(results(benchmark::mayfly)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void mayflyTakesOneBufferAChunkAndGivesItBack(int threads) {
        benchmark.threads = threads;
        benchmark.open();
        benchmark.mayfly();

        long buffer = ParallelFrameBenchmark.CHUNK * (long) Float.BYTES;
        assertThat(benchmark.team.workers()).isEqualTo(threads);
        assertThat(benchmark.team.peak()).isBetween(buffer, threads * buffer);
        assertThat(benchmark.team.used()).isZero();
    }

    private float[] results(Supplier<float[]> variant) {
        Arrays.fill(benchmark.results, Float.NaN);
        return variant.get().clone();
    }

    private static float[] expected() {
        float[] expected = new float[ParallelFrameBenchmark.ELEMENTS];
        for (int i = 0; i < expected.length; i++) {
            float dx = i % 1_000 - 17f;
            float dy = i * 0.001f + 3f;
            expected[i] = 7f - (dx * dx + dy * dy) * 3f;
        }
        return expected;
    }
}
