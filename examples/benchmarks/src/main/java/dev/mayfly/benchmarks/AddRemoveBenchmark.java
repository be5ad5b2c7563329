package dev.mayfly.benchmarks;

import dev.mayfly.benchmarks.ecs.ArtemisAddRemoveWorld;
import dev.mayfly.benchmarks.ecs.AshleyAddRemoveWorld;
import dev.mayfly.benchmarks.ecs.DominionAddRemoveWorld;
import dev.mayfly.benchmarks.ecs.MayflyAddRemoveWorld;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * The workload {@code add_remove} of {@code ecs_bench_suite}: one op gives each of 10,000 entities
 * that have A a B too, and then takes it from each. There are no systems. Components are pooled in
 * Artemis and Ashley; Artemis, with Mayfly or without, gets a tick after each half, without which
 * the change is not done.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Ddominion.show-banner=false"
        })
public class AddRemoveBenchmark {

    @Benchmark
    public void mayfly(MayflyAddRemoveWorld world) {
        world.tick();
    }

    @Benchmark
    public void artemis(ArtemisAddRemoveWorld world) {
        world.tick();
    }

    @Benchmark
    public void dominion(DominionAddRemoveWorld world) {
        world.tick();
    }

    @Benchmark
    public void ashley(AshleyAddRemoveWorld world) {
        world.tick();
    }
}
