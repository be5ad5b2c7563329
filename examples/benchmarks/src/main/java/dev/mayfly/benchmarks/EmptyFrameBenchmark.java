package dev.mayfly.benchmarks;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import java.util.concurrent.TimeUnit;

/**
 * What a frame costs in which nothing is taken. One op is one frame, begun and ended.
 *
 * <p>The black hole sees the open frame, so that beginning and ending do not cancel out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class EmptyFrameBenchmark {

    FrameArena frame;
    private FrameAllocator memory;

    /** Makes the arena. */
    @Setup
    public void open() {
        memory = FrameAllocator.create();
        frame = memory.arena();
    }

    /**
     * Gives it back. JMH has no use for that: its JVM ends, and would count what this allocates.
     */
    void close() {
        memory.close();
    }

    @Benchmark
    public void mayfly(Blackhole blackhole) {
        try (FrameScope scope = frame.begin()) {
            blackhole.consume(scope);
        }
    }
}
