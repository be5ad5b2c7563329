package dev.mayfly.benchmarks;

import dev.mayfly.benchmarks.ecs.ArtemisRooms;
import dev.mayfly.benchmarks.ecs.MayflyRooms;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * What small worlds cost on a server that has many: worlds of one system that moves the entities,
 * as in {@link EcsIterationBenchmark}, on one thread.
 *
 * <ul>
 *   <li>{@code plain}, {@code mayfly}: one op is a tick of one world; the worlds come one after the
 *       other. Artemis-odb alone with plain components, and with Mayfly, SoA components and one
 *       allocator for all worlds.
 *   <li>{@code plainMake}, {@code mayflyMake}: one op makes a world, fills it, and disposes of it,
 *       beside the others.
 * </ul>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class ManyWorldsBenchmark {

    @Benchmark
    public void plain(ArtemisRooms rooms) {
        rooms.tickNext();
    }

    @Benchmark
    public void mayfly(MayflyRooms rooms) {
        rooms.tickNext();
    }

    @Benchmark
    public void plainMake(ArtemisRooms rooms) {
        rooms.makeOne();
    }

    @Benchmark
    public void mayflyMake(MayflyRooms rooms) {
        rooms.makeOne();
    }
}
