package dev.mayfly.benchmarks;

import dev.mayfly.benchmarks.ecs.MayflyOrbitWorld;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * What it gains to run a system's spans on several threads. One op is a tick of a world whose only
 * system draws every body to sixteen suns, a square root and a division for each, and moves it.
 *
 * <ul>
 *   <li>{@code spanSystem}: a {@code SpanSystem}; one thread, one span.
 *   <li>{@code parallelOneThread}: a {@code ParallelSpanSystem} on the ticking thread alone: what
 *       chunks and a frame of a team cost.
 *   <li>{@code parallelTwoThreads}: the same on two threads.
 * </ul>
 *
 * <p>Positions are state of the world, and the tick's length is a field of this state.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class ParallelSpanBenchmark {

    /** How many bodies there are, and how long a tick is. */
    @State(Scope.Thread)
    public static class Load {

        @Param({"10000", "100000"})
        public int bodies = 10_000;

        /** In seconds. A field, so that it is folded into no loop. */
        public float delta = 0.016f;

        /** A load as the parameters say. */
        public Load() {}
    }

    /** A world, made for one of the variants. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // set up
    public abstract static class Orbit {

        MayflyOrbitWorld world;
        private Load load;

        /** Makes the world. */
        @Setup
        public void populate(Load wanted) {
            load = wanted;
            world = make(wanted.bodies);
        }

        abstract MayflyOrbitWorld make(int bodies);

        void tick() {
            world.tick(load.delta);
        }
    }

    /** With a {@code SpanSystem}. */
    public static class WithSpanSystem extends Orbit {
        @Override
        MayflyOrbitWorld make(int bodies) {
            return MayflyOrbitWorld.withSpanSystem(bodies);
        }
    }

    /** With a {@code ParallelSpanSystem} on one thread. */
    public static class OnOneThread extends Orbit {
        @Override
        MayflyOrbitWorld make(int bodies) {
            return MayflyOrbitWorld.withParallelSystem(bodies, 1);
        }
    }

    /** With a {@code ParallelSpanSystem} on two threads. */
    public static class OnTwoThreads extends Orbit {
        @Override
        MayflyOrbitWorld make(int bodies) {
            return MayflyOrbitWorld.withParallelSystem(bodies, 2);
        }
    }

    @Benchmark
    public void spanSystem(WithSpanSystem orbit) {
        orbit.tick();
    }

    @Benchmark
    public void parallelOneThread(OnOneThread orbit) {
        orbit.tick();
    }

    @Benchmark
    public void parallelTwoThreads(OnTwoThreads orbit) {
        orbit.tick();
    }
}
