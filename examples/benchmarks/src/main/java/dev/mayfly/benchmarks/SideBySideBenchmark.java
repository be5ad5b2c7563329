package dev.mayfly.benchmarks;

import dev.mayfly.benchmarks.ecs.MayflyWeatherWorld;

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
 * What it gains to run systems side by side. One op is a tick of a world with four systems that do
 * not conflict, each of which makes eight divisions a place in a column of its own.
 *
 * <ul>
 *   <li>{@code inOrder}: the option is off.
 *   <li>{@code oneThread}: it is on, with the ticking thread alone: what a group and a frame of a
 *       team cost, and the rounds of listeners that are left out gain.
 *   <li>{@code twoThreads}: the same on two threads.
 * </ul>
 *
 * <p>There is no peer: none of the others that are compared with runs systems side by side by what
 * they declare.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class SideBySideBenchmark {

    /** How many places there are, and how long a tick is. */
    @State(Scope.Thread)
    public static class Load {

        @Param({"1000", "10000", "100000"})
        public int places = 10_000;

        /** A field, so that it is folded into no loop. */
        public float delta = 0.016f;

        /** A load as the parameters say. */
        public Load() {}
    }

    /** A world, made for one of the variants. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // set up
    public abstract static class Weather {

        MayflyWeatherWorld world;
        private Load load;

        /** Makes the world. */
        @Setup
        public void populate(Load wanted) {
            load = wanted;
            world = make(wanted.places);
        }

        abstract MayflyWeatherWorld make(int places);

        void tick() {
            world.tick(load.delta);
        }
    }

    /** One system after the other. */
    public static class InOrder extends Weather {
        @Override
        MayflyWeatherWorld make(int places) {
            return MayflyWeatherWorld.inOrder(places);
        }
    }

    /** Side by side, on one thread. */
    public static class OnOneThread extends Weather {
        @Override
        MayflyWeatherWorld make(int places) {
            return MayflyWeatherWorld.sideBySide(places, 1);
        }
    }

    /** Side by side, on two threads. */
    public static class OnTwoThreads extends Weather {
        @Override
        MayflyWeatherWorld make(int places) {
            return MayflyWeatherWorld.sideBySide(places, 2);
        }
    }

    @Benchmark
    public void inOrder(InOrder weather) {
        weather.tick();
    }

    @Benchmark
    public void oneThread(OnOneThread weather) {
        weather.tick();
    }

    @Benchmark
    public void twoThreads(OnTwoThreads weather) {
        weather.tick();
    }
}
