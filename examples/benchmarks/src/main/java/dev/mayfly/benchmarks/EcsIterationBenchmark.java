package dev.mayfly.benchmarks;

import dev.mayfly.benchmarks.ecs.ArtemisPojoWorld;
import dev.mayfly.benchmarks.ecs.AshleyWorld;
import dev.mayfly.benchmarks.ecs.DominionWorld;
import dev.mayfly.benchmarks.ecs.MayflyPerEntityWorld;
import dev.mayfly.benchmarks.ecs.MayflySpanWorld;
import dev.mayfly.benchmarks.ecs.WovenWorld;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * What one simple system costs in an entity-component system. One op is one tick of a world whose
 * only system adds velocity, times the tick's length, to position, for x and y of every entity. All
 * worlds hold the same entities and get the same tick length; each lives in a JVM of its own, and
 * is ticked by one thread.
 *
 * <ul>
 *   <li>{@code artemisPojo}: Artemis-odb, an {@code IteratingSystem} with two {@code
 *       ComponentMapper}s over plain components.
 *   <li>{@code mayflyPerEntity}: Artemis-odb with Mayfly, an {@code IteratingSystem} over SoA
 *       components.
 *   <li>{@code mayflySpan}: the same with a {@code SpanSystem}.
 *   <li>{@code mayflyWoven}: the code of {@code artemisPojo}, woven.
 *   <li>{@code dominion}: Dominion, compositions by iterator; see {@link DominionWorld}.
 *   <li>{@code ashley}: Ashley, an {@code IteratingSystem} with two {@code ComponentMapper}s.
 * </ul>
 *
 * <p>Positions are state of the world, so no write to them is left out. Iterations are longer than
 * elsewhere because JMH itself allocates some 7 KiB in each, which {@code -prof gc} spreads over
 * the ops.
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
public class EcsIterationBenchmark {

    @Benchmark
    public void artemisPojo(ArtemisPojoWorld world) {
        world.tick();
    }

    @Benchmark
    public void mayflyPerEntity(MayflyPerEntityWorld world) {
        world.tick();
    }

    @Benchmark
    public void mayflySpan(MayflySpanWorld world) {
        world.tick();
    }

    @Benchmark
    public void mayflyWoven(WovenWorld world) {
        world.tick();
    }

    @Benchmark
    public void dominion(DominionWorld world) {
        world.tick();
    }

    @Benchmark
    public void ashley(AshleyWorld world) {
        world.tick();
    }
}
