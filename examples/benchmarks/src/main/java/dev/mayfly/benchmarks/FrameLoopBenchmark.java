package dev.mayfly.benchmarks;

import dev.mayfly.allocator.Floats;
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

import java.util.concurrent.TimeUnit;

/**
 * What it costs to compute in frame memory. One op takes two buffers of 10,000 floats, fills the
 * first, combines it into the second, and reads one element of that as the result.
 *
 * <ul>
 *   <li>{@code mayfly}: typed buffers of a frame; every access is checked for its index and for
 *       expiry. Taken uninitialized, as both are overwritten whole.
 *   <li>{@code rawArray}: two arrays that were made beforehand: nothing is taken, so this is the
 *       least that the loops can cost.
 *   <li>{@code newArray}: two new arrays, which the JVM zero-fills.
 * </ul>
 *
 * <p>The numbers of the loops, and which element is read, are fields of this state, which C2 does
 * not fold; so no element is left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class FrameLoopBenchmark {

    static final int LENGTH = 10_000;

    float step = 0.5f;
    float factor = 2f;
    float offset = 1f;
    int probe = LENGTH / 2;

    FrameArena frame;
    private FrameAllocator memory;

    private final float[] filled = new float[LENGTH];
    private final float[] combined = new float[LENGTH];

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
    public float mayfly() {
        try (FrameScope _ = frame.begin()) {
            Floats from = frame.uninitializedFloats(LENGTH);
            Floats to = frame.uninitializedFloats(LENGTH);
            return fillAndCombine(from, to);
        }
    }

    @Benchmark
    public float rawArray() {
        return fillAndCombine(filled, combined);
    }

    @Benchmark
    public float newArray() {
        return fillAndCombine(new float[LENGTH], new float[LENGTH]);
    }

    private float fillAndCombine(float[] from, float[] to) {
        float step = this.step;
        for (int i = 0; i < LENGTH; i++) {
            from[i] = i * step;
        }
        float factor = this.factor;
        float offset = this.offset;
        for (int i = 0; i < LENGTH; i++) {
            to[i] = from[i] * factor + offset;
        }
        return to[probe];
    }

    private float fillAndCombine(Floats from, Floats to) {
        float step = this.step;
        for (int i = 0; i < LENGTH; i++) {
            from.set(i, i * step);
        }
        float factor = this.factor;
        float offset = this.offset;
        for (int i = 0; i < LENGTH; i++) {
            to.set(i, from.get(i) * factor + offset);
        }
        return to.get(probe);
    }
}
