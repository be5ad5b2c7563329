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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;

/**
 * Whether a reader of statistics slows a thread that takes memory. One op is one frame: 500 slices
 * and 500 typed buffers of 64 bytes are taken and written once, and all are given back.
 *
 * <p>{@code reader} is what another thread does meanwhile:
 *
 * <ul>
 *   <li>"spinning": it reads {@link FrameAllocator#statistics()} again and again;
 *   <li>"tenMillis": it reads them every ten milliseconds and waits, busily, in between;
 *   <li>"elsewhere": it reads those of another allocator again and again, in which as much was
 *       taken: the same work, on what the frame does not use;
 *   <li>"idle": it waits.
 * </ul>
 *
 * <p>What reading costs the frame is the difference between "spinning" and "elsewhere". That
 * between "elsewhere" and "idle" is what two threads that work cost each other on the machine:
 * where its processors share a core, a good part of it. There have to be two.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class StatisticsBenchmark {

    static final int THINGS = 500;
    private static final int BYTES = 64;
    private static final int ALIGNMENT = 8;

    /** What the other thread does. */
    @Param({"idle", "tenMillis", "elsewhere", "spinning"})
    String reader = "idle";

    float value = 1f;

    FrameArena frame;

    /** How often the other thread has read; known when it has stopped. */
    long readings;

    private FrameAllocator memory;
    private FrameAllocator elsewhere;
    private Thread other;
    private volatile boolean stopped;

    /** Makes the arena and starts the other thread. */
    @Setup
    public void open() {
        memory = FrameAllocator.create();
        elsewhere = FrameAllocator.create();
        frame = elsewhere.arena();
        frame();
        frame = memory.arena();
        other = Thread.ofPlatform().daemon().start(this::read);
    }

    /** Stops the other thread. */
    @TearDown
    public void close() throws InterruptedException {
        stopped = true;
        other.join();
        memory.close();
        elsewhere.close();
    }

    private void read() {
        // Nothing of what the frame reads is written here meanwhile, or that would be measured.
        FrameAllocator read =
                switch (reader) {
                    case "idle" -> null;
                    case "elsewhere" -> elsewhere;
                    default -> memory;
                };
        long pause = reader.equals("tenMillis") ? TimeUnit.MILLISECONDS.toNanos(10) : 0;
        long done = 0;
        do {
            if (read != null && read.statistics().takenBytes() >= 0) {
                done++;
            }
            long until = System.nanoTime() + pause;
            while (System.nanoTime() < until && !stopped) {
                Thread.onSpinWait();
            }
        } while (!stopped);
        readings = done;
    }

    @Benchmark
    public void frame() {
        try (FrameScope _ = frame.begin()) {
            for (int i = 0; i < THINGS; i++) {
                MemorySegment slice = frame.allocate(BYTES, ALIGNMENT);
                slice.set(ValueLayout.JAVA_FLOAT, 0, value);
                Floats block = frame.floats(BYTES / Float.BYTES);
                block.set(0, value);
            }
        }
    }
}
