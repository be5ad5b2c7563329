package dev.mayfly.benchmarks;

import dev.mayfly.benchmarks.ecs.ArtemisPooledHitWorld;
import dev.mayfly.benchmarks.ecs.MayflyHitWorld;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * What a component costs that lives for one tick. One op is one tick of a world of 10,000 entities:
 * a system gives 1,000 of them, scattered evenly and others each tick, a component with a number,
 * the next system goes through those that have it and takes the number from their health, and after
 * the tick none has it. The world has 2 or 100 subscriptions, as it would have systems with
 * different aspects; none of those beyond the world's own asks for the component.
 *
 * <ul>
 *   <li>{@code artemisPooled}: Artemis-odb with a {@code PooledComponent}, added by {@code
 *       mapper.create} and removed by {@code mapper.remove}; the reader is an {@code
 *       IteratingSystem}.
 *   <li>{@code mayfly}: Artemis-odb with Mayfly, the component in a {@code FrameMapper}.
 * </ul>
 *
 * <p>Health is state of the world, so nothing is left out. Iterations are longer than elsewhere
 * because JMH itself allocates some 7 KiB in each, which {@code -prof gc} spreads over the ops.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class TransientComponentBenchmark {

    @Benchmark
    public void artemisPooled(ArtemisPooledHitWorld world) {
        world.tick();
    }

    @Benchmark
    public void mayfly(MayflyHitWorld world) {
        world.tick();
    }
}
