package dev.mayfly.benchmarks;

import dev.mayfly.benchmarks.ecs.ArtemisFragIterWorld;
import dev.mayfly.benchmarks.ecs.AshleyFragIterWorld;
import dev.mayfly.benchmarks.ecs.DominionFragIterWorld;
import dev.mayfly.benchmarks.ecs.MayflyFragIterWorld;
import dev.mayfly.benchmarks.ecs.WovenFragIterWorld;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * The workload {@code frag_iter} of {@code ecs_bench_suite}: 26 component types, A to Z, and 20
 * entities of each type, each of which has a {@code Data} too. One op is one tick, whose system
 * doubles the data of all 520. Data is state of the world; after 128 ticks it is infinite, in every
 * world alike, and that costs nothing.
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
public class FragIterBenchmark {

    @Benchmark
    public void mayfly(MayflyFragIterWorld world) {
        world.tick();
    }

    @Benchmark
    public void mayflyWoven(WovenFragIterWorld world) {
        world.tick();
    }

    @Benchmark
    public void artemis(ArtemisFragIterWorld world) {
        world.tick();
    }

    @Benchmark
    public void dominion(DominionFragIterWorld world) {
        world.tick();
    }

    @Benchmark
    public void ashley(AshleyFragIterWorld world) {
        world.tick();
    }
}
