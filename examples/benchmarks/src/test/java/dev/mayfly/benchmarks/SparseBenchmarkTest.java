package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparseBenchmarkTest {

    @Test
    void allWaysDoTheSame() {
        SparseBenchmark benchmark = new SparseBenchmark();
        benchmark.entities = 20_000;
        benchmark.populate();

        benchmark.dense();
        benchmark.sparse();
        benchmark.plain();

        assertThat(benchmark.owners).hasSize(SparseBenchmark.OWNERS).doesNotHaveDuplicates();
        for (int e : benchmark.owners) {
            assertThat(benchmark.dense.x.get(e)).isEqualTo(1f);
            assertThat(benchmark.packed.x.get(e)).isEqualTo(1f);
            assertThat(benchmark.packed.y.get(e)).isEqualTo(2f);
            assertThat(benchmark.plain.get(e).x).isEqualTo(1f);
        }
        benchmark.denseSpan();
        benchmark.sparseSpan();
        for (int e = 0; e < SparseBenchmark.OWNERS; e++) {
            assertThat(benchmark.packed.y.get(e)).isEqualTo(benchmark.dense.y.get(e));
        }
        benchmark.end();
    }
}
