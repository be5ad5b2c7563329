package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame takes the same whatever the other thread does, and that one reads if it is to. */
class StatisticsBenchmarkTest {

    @ParameterizedTest
    @ValueSource(strings = {"idle", "tenMillis", "elsewhere", "spinning"})
    void eachFrameTakesTheSame(String reader) throws InterruptedException {
        StatisticsBenchmark benchmark = new StatisticsBenchmark();
        benchmark.reader = reader;
        benchmark.open();
        benchmark.frame();
        assertThat(benchmark.frame.peak()).isEqualTo(2L * StatisticsBenchmark.THINGS * 64);
        benchmark.close();
        assertThat(benchmark.readings == 0).isEqualTo(reader.equals("idle"));
    }
}
