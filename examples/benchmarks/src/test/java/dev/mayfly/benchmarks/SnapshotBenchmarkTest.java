package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.Floats;
import dev.mayfly.benchmarks.ecs.Body;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is timed copies every byte, there and back. */
class SnapshotBenchmarkTest {

    private final SnapshotBenchmark benchmark = new SnapshotBenchmark();

    @BeforeEach
    void populate() {
        benchmark.populate();
    }

    @Test
    void restoringBringsBackEveryElementThatWasTaken() {
        benchmark.take();
        for (int column = 0; column < Body.COLUMNS; column++) {
            benchmark.body.column(column).fill(-1f);
        }
        benchmark.restore();

        for (int column = 0; column < Body.COLUMNS; column++) {
            Floats restored = benchmark.body.column(column);
            for (int e = 0; e < SnapshotBenchmark.ENTITIES; e++) {
                assertThat(restored.get(e) == e + column).isTrue();
            }
        }
    }

    @Test
    void takingAgainReplacesWhatWasTaken() {
        benchmark.body.column(7).set(99_999, 5f);
        benchmark.take();
        benchmark.body.column(7).set(99_999, 6f);
        benchmark.restore();

        assertThat(benchmark.body.column(7).get(99_999)).isEqualTo(5f);
    }

    @Test
    void theBaselineCopiesTheSameNumbers() {
        assertThat(benchmark.arraycopy()).isDeepEqualTo(benchmark.from);
        assertThat(benchmark.to[7][99_999]).isEqualTo(99_999 + 7);
    }
}
