package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every variant moves every body to the same place. */
class ParallelSpanBenchmarkTest {

    @Test
    void everyVariantComesToTheSamePlaces() {
        ParallelSpanBenchmark benchmark = new ParallelSpanBenchmark();
        ParallelSpanBenchmark.Load load = new ParallelSpanBenchmark.Load();
        load.bodies = 5_000;
        load.delta =
                1f; // the suns are far from some, which would not move by what a float can tell
        ParallelSpanBenchmark.WithSpanSystem span = new ParallelSpanBenchmark.WithSpanSystem();
        ParallelSpanBenchmark.OnOneThread one = new ParallelSpanBenchmark.OnOneThread();
        ParallelSpanBenchmark.OnTwoThreads two = new ParallelSpanBenchmark.OnTwoThreads();
        span.populate(load);
        one.populate(load);
        two.populate(load);
        float[] before = span.world.places();

        for (int tick = 0; tick < 20; tick++) {
            benchmark.spanSystem(span);
            benchmark.parallelOneThread(one);
            benchmark.parallelTwoThreads(two);
        }

        float[] after = span.world.places();
        for (int i = 0; i < after.length; i += 2) {
            boolean moved = after[i] != before[i] || after[i + 1] != before[i + 1];
            assertThat(moved).as("body " + i / 2 + " has moved").isTrue();
            assertThat(after[i] + after[i + 1]).as("place of body " + i / 2).isFinite();
        }
        assertThat(one.world.places()).isEqualTo(after);
        assertThat(two.world.places()).isEqualTo(after);
        span.world.close();
        one.world.close();
        two.world.close();
    }
}
