package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectPoolBenchmarkTest {

    private final ObjectPoolBenchmark benchmark = new ObjectPoolBenchmark();

    @Test
    void mayflyTakesResetsAndReuses() {
        benchmark.mayfly();
        assertDistinct();
        benchmark.contacts[0].other = 3;
        benchmark.pool.give(benchmark.pool.take());
        benchmark.mayfly();
        assertDistinct();
        assertThat(benchmark.contacts).allSatisfy(c -> assertThat(c.other).isEqualTo(-1));
    }

    @Test
    void libgdxTakesAndReturnsAll() {
        benchmark.libgdx();
        assertDistinct();
        assertThat(benchmark.gdxPool.getFree()).isEqualTo(ObjectPoolBenchmark.OBJECTS);
        assertThat(benchmark.gdxPool.peak).isEqualTo(ObjectPoolBenchmark.OBJECTS);
    }

    private void assertDistinct() {
        assertThat(benchmark.contacts).doesNotContainNull().doesNotHaveDuplicates();
    }
}
