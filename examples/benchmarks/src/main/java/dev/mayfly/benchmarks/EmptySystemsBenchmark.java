package dev.mayfly.benchmarks;

import dev.mayfly.benchmarks.ecs.EmptySystems;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * What a world costs whose systems have nothing to do. One op is one tick of a world without
 * entities, in which 10 or 100 systems, each of a class of its own, count their turns.
 *
 * <ul>
 *   <li>{@code plain}: Artemis-odb alone.
 *   <li>{@code mayfly}: with Mayfly.
 *   <li>{@code mayflyScoped}: with Mayfly, each system in a scope of its own.
 * </ul>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class EmptySystemsBenchmark {

    @Benchmark
    public void plain(EmptySystems.Plain world) {
        world.tick();
    }

    @Benchmark
    public void mayfly(EmptySystems.Mayfly world) {
        world.tick();
    }

    @Benchmark
    public void mayflyScoped(EmptySystems.MayflyScoped world) {
        world.tick();
    }
}
