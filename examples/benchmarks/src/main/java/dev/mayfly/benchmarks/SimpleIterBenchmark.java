package dev.mayfly.benchmarks;

import dev.mayfly.benchmarks.ecs.ArtemisSimpleIterWorld;
import dev.mayfly.benchmarks.ecs.AshleySimpleIterWorld;
import dev.mayfly.benchmarks.ecs.DominionSimpleIterWorld;
import dev.mayfly.benchmarks.ecs.MayflySimpleIterWorld;
import dev.mayfly.benchmarks.ecs.WovenSimpleIterWorld;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * The workload {@code simple_iter} of {@code ecs_bench_suite}: 10,000 entities with a transform of
 * 16 floats and a position, a rotation and a velocity of three. One op is one tick, whose system
 * adds velocity to position.
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
public class SimpleIterBenchmark {

    @Benchmark
    public void mayfly(MayflySimpleIterWorld world) {
        world.tick();
    }

    @Benchmark
    public void mayflyWoven(WovenSimpleIterWorld world) {
        world.tick();
    }

    @Benchmark
    public void artemis(ArtemisSimpleIterWorld world) {
        world.tick();
    }

    @Benchmark
    public void dominion(DominionSimpleIterWorld world) {
        world.tick();
    }

    @Benchmark
    public void ashley(AshleySimpleIterWorld world) {
        world.tick();
    }
}
