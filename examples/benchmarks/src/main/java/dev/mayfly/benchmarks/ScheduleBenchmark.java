package dev.mayfly.benchmarks;

import dev.mayfly.benchmarks.ecs.ArtemisScheduleWorld;
import dev.mayfly.benchmarks.ecs.AshleyScheduleWorld;
import dev.mayfly.benchmarks.ecs.DominionScheduleWorld;
import dev.mayfly.benchmarks.ecs.MayflyScheduleWorld;
import dev.mayfly.benchmarks.ecs.WovenScheduleWorld;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * The workload {@code schedule} of {@code ecs_bench_suite}: 10,000 entities each with the
 * components A and B; with A, B and C; with A, B, C and D; with A, B, C and E. One op is one tick
 * of three systems, one after the other on one thread: they swap the numbers of A and B, of C and
 * D, of C and E.
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
public class ScheduleBenchmark {

    @Benchmark
    public void mayfly(MayflyScheduleWorld world) {
        world.tick();
    }

    @Benchmark
    public void mayflyWoven(WovenScheduleWorld world) {
        world.tick();
    }

    @Benchmark
    public void artemis(ArtemisScheduleWorld world) {
        world.tick();
    }

    @Benchmark
    public void dominion(DominionScheduleWorld world) {
        world.tick();
    }

    @Benchmark
    public void ashley(AshleyScheduleWorld world) {
        world.tick();
    }
}
