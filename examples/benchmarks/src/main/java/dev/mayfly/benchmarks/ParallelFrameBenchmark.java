package dev.mayfly.benchmarks;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;

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
import java.util.stream.IntStream;

/**
 * What it costs to share a frame's work among threads. One op is a frame in which 100,000 elements
 * are processed in chunks of 4,096: each chunk takes a scratch array, fills it with the squared
 * distance of each of its elements from a point, and computes from that how strongly the point
 * attracts it.
 *
 * <ul>
 *   <li>{@code mayfly}: a team of so many threads; the scratch array is a buffer of the worker's
 *       arena, in a scope, taken uninitialized as it is overwritten whole.
 *   <li>{@code parallelStream}: a parallel stream over the chunks, in the common pool, which has as
 *       many threads as the machine has processors, this one included: compare it where that is the
 *       parameter. For one thread, a sequential stream. The scratch array is a new one.
 *   <li>{@code sequential}: one thread, whatever the parameter says, and one scratch array that was
 *       made beforehand: the least that one thread can do it in.
 * </ul>
 *
 * <p>The point and the numbers of the law are fields of this state, which C2 does not fold.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class ParallelFrameBenchmark {

    static final int ELEMENTS = 100_000;
    static final int CHUNK = 4_096;

    @Param({"1", "2"})
    int threads = 1;

    float pointX = 300f;
    float pointY = 200f;
    float offset = 1f;
    float slope = 0.25f;

    final float[] results = new float[ELEMENTS];

    FrameTeam team;
    private FrameAllocator memory;

    private final float[] x = new float[ELEMENTS];
    private final float[] y = new float[ELEMENTS];
    private final float[] kept = new float[CHUNK];

    private final FrameTeam.Body chunkInFrame = this::chunkInFrame;

    /** Makes the team, and the elements. */
    @Setup
    public void open() {
        memory = FrameAllocator.create();
        team = FrameTeam.create(memory, threads);
        for (int i = 0; i < ELEMENTS; i++) {
            x[i] = i % 1_000;
            y[i] = i * 0.001f;
        }
    }

    /**
     * Gives it back. JMH has no use for that: its JVM ends, and would count what this allocates.
     */
    void close() {
        team.close();
        memory.close();
    }

    @Benchmark
    public float[] mayfly() {
        try (TeamFrame _ = team.begin()) {
            team.parallelFor(0, ELEMENTS, CHUNK, chunkInFrame);
        }
        return results;
    }

    @Benchmark
    public float[] parallelStream() {
        IntStream chunks = IntStream.range(0, Math.ceilDiv(ELEMENTS, CHUNK));
        (threads == 1 ? chunks : chunks.parallel()).forEach(this::chunkInNewArray);
        return results;
    }

    @Benchmark
    public float[] sequential() {
        for (int from = 0; from < ELEMENTS; from += CHUNK) {
            process(from, Math.min(from + CHUNK, ELEMENTS), kept);
        }
        return results;
    }

    private void chunkInFrame(int from, int to, FrameArena arena, int worker) {
        try (FrameScope _ = arena.scope()) {
            process(from, to, arena.uninitializedFloats(to - from));
        }
    }

    private void chunkInNewArray(int chunk) {
        int from = chunk * CHUNK;
        int to = Math.min(from + CHUNK, ELEMENTS);
        process(from, to, new float[to - from]);
    }

    private void process(int from, int to, float[] distances) {
        float px = pointX;
        float py = pointY;
        for (int i = from; i < to; i++) {
            float dx = x[i] - px;
            float dy = y[i] - py;
            distances[i - from] = dx * dx + dy * dy;
        }
        float offset = this.offset;
        float slope = this.slope;
        for (int i = from; i < to; i++) {
            results[i] = offset - distances[i - from] * slope;
        }
    }

    private void process(int from, int to, Floats distances) {
        float px = pointX;
        float py = pointY;
        for (int i = from; i < to; i++) {
            float dx = x[i] - px;
            float dy = y[i] - py;
            distances.set(i - from, dx * dx + dy * dy);
        }
        float offset = this.offset;
        float slope = this.slope;
        for (int i = from; i < to; i++) {
            results[i] = offset - distances.get(i - from) * slope;
        }
    }
}
