package dev.mayfly.benchmarks;

import dev.mayfly.benchmarks.ecs.ArtemisInsertRemoveWorld;
import dev.mayfly.benchmarks.ecs.AshleyInsertRemoveWorld;
import dev.mayfly.benchmarks.ecs.DominionInsertRemoveWorld;
import dev.mayfly.benchmarks.ecs.MayflyInsertRemoveWorld;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * The workload {@code insert_remove} of junkdog's {@code entity-system-benchmarks}: 16,384 entities
 * of 512 random combinations of 12 components. One op deletes a quarter of them in shuffled order,
 * ticks, creates as many of the next combinations, and ticks. Five systems look for three
 * components each, some of them without a fourth, and count what they find. Entities and components
 * are pooled where a peer pools.
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
public class InsertRemoveBenchmark {

    @Benchmark
    public void mayfly(MayflyInsertRemoveWorld world) {
        world.tick();
    }

    @Benchmark
    public void artemis(ArtemisInsertRemoveWorld world) {
        world.tick();
    }

    @Benchmark
    public void dominion(DominionInsertRemoveWorld world) {
        world.tick();
    }

    @Benchmark
    public void ashley(AshleyInsertRemoveWorld world) {
        world.tick();
    }
}
