package dev.mayfly.benchmarks;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.benchmarks.Workload.Blocks;

import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
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
import org.openjdk.jmh.infra.Blackhole;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;

/**
 * What the blocks of a whole frame cost, at the sizes and counts of {@link Workload}. One op is one
 * frame: every block is taken, a byte is written into it and read from it, and all are given back.
 * The sum of the bytes is the result.
 *
 * <ul>
 *   <li>{@code mayfly}: a native slice of the frame for each block. Not zero-filled.
 *   <li>{@code mayflyOneSlice}: one slice for all blocks of a size, which is how to write it where
 *       the elements need no slices of their own. Not zero-filled.
 *   <li>{@code lwjglStack}: LWJGL's {@code MemoryStack} by address, as in {@link
 *       FrameAllocationBenchmark}; a stack of its own that holds the frame with room to spare. Not
 *       zero-filled.
 *   <li>{@code heapArray}: {@code new byte[n]} for each block, each seen by a black hole, because
 *       C2 may leave out an array that nobody sees. Zero-filled; the collector gives it back.
 * </ul>
 *
 * <p>Iterations are longer than elsewhere because JMH itself allocates some 7 KiB in each, which
 * {@code -prof gc} spreads over the ops.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"
        })
public class WorkloadBenchmark {

    static final int ALIGNMENT = 8;

    private static final int ROOM_BYTES = 4 << 20;

    @Param Workload workload = Workload.PHYSICS;

    byte value = 1;

    FrameArena frame;
    MemoryStack stack;

    private Blocks[] blocks;
    private MemoryLayout[] layouts;
    private FrameAllocator memory;

    /** Makes what lives longer than a frame. */
    @Setup
    public void open() {
        memory = FrameAllocator.create();
        frame = memory.arena();
        stack = MemoryStack.create(ROOM_BYTES);
        blocks = workload.blocks().toArray(Blocks[]::new);
        layouts = new MemoryLayout[blocks.length];
        for (int i = 0; i < blocks.length; i++) {
            layouts[i] =
                    MemoryLayout.sequenceLayout(blocks[i].bytes(), ValueLayout.JAVA_BYTE)
                            .withByteAlignment(ALIGNMENT);
        }
    }

    /**
     * Gives it back. JMH has no use for that: its JVM ends, and would count what this allocates.
     */
    void close() {
        memory.close();
    }

    @Benchmark
    public int mayfly() {
        int sum = 0;
        try (FrameScope _ = frame.begin()) {
            for (Blocks each : blocks) {
                int bytes = each.bytes();
                for (int i = 0; i < each.count(); i++) {
                    MemorySegment block = frame.allocate(bytes, ALIGNMENT);
                    block.set(ValueLayout.JAVA_BYTE, 0, (byte) (value + i));
                    sum += block.get(ValueLayout.JAVA_BYTE, 0);
                }
            }
        }
        return sum;
    }

    @Benchmark
    public int mayflyOneSlice() {
        int sum = 0;
        try (FrameScope _ = frame.begin()) {
            for (int kind = 0; kind < blocks.length; kind++) {
                Blocks each = blocks[kind];
                long bytes = each.bytes();
                MemorySegment all = frame.allocate(layouts[kind], each.count());
                for (int i = 0; i < each.count(); i++) {
                    all.set(ValueLayout.JAVA_BYTE, i * bytes, (byte) (value + i));
                    sum += all.get(ValueLayout.JAVA_BYTE, i * bytes);
                }
            }
        }
        return sum;
    }

    @Benchmark
    public int lwjglStack() {
        int sum = 0;
        try (MemoryStack pushed = stack.push()) {
            for (Blocks each : blocks) {
                int bytes = each.bytes();
                for (int i = 0; i < each.count(); i++) {
                    long block = pushed.nmalloc(ALIGNMENT, bytes);
                    MemoryUtil.memPutByte(block, (byte) (value + i));
                    sum += MemoryUtil.memGetByte(block);
                }
            }
        }
        return sum;
    }

    @Benchmark
    public int heapArray(Blackhole blackhole) {
        int sum = 0;
        for (Blocks each : blocks) {
            int bytes = each.bytes();
            for (int i = 0; i < each.count(); i++) {
                byte[] block = new byte[bytes];
                block[0] = (byte) (value + i);
                blackhole.consume(block);
                sum += block[0];
            }
        }
        return sum;
    }
}
