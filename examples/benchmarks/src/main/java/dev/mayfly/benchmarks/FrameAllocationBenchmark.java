package dev.mayfly.benchmarks;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;

import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
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

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;

/**
 * What small blocks cost that live for a frame. One op is one frame: 1,000 blocks of 64 bytes are
 * taken, the first float of each is written once, and all are given back.
 *
 * <ul>
 *   <li>{@code mayflySlice}: native slices of a frame. Not zero-filled.
 *   <li>{@code mayflyFloats}: typed buffers of a frame, of 16 floats. Zero-filled.
 *   <li>{@code lwjglStack}: LWJGL's {@code MemoryStack}, pushed and popped, by address: {@code
 *       nmalloc} and {@code memPutFloat}, as LWJGL's own bindings do it. {@code mallocFloat} and
 *       {@code malloc}, which give a buffer, cost the same where C2 can see that it stays local,
 *       and more where it cannot; so this is the stack at its best. It holds the frame with room to
 *       spare. Its checks are on, as they are by default, and as Mayfly's are. Not zero-filled.
 *   <li>{@code jdkConfinedArena}: {@code Arena.ofConfined()}, made and closed. Zero-filled.
 *   <li>{@code jdkSlicing}: {@code SegmentAllocator.slicingAllocator} over native memory that is
 *       kept; a new one for each frame, as it cannot be reset. Not zero-filled.
 *   <li>{@code heapArray}: {@code new float[16]}, each seen by a black hole, because C2 would leave
 *       out an array that nobody sees. Zero-filled; the collector gives it back.
 * </ul>
 *
 * <p>Writes to native memory, and to arrays that an arena keeps, are never left out, so the other
 * methods need no black hole. What is written is a field of this state, which C2 does not fold.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"
        })
public class FrameAllocationBenchmark {

    static final int BLOCKS = 1_000;
    static final int BLOCK_BYTES = 64;
    static final int ALIGNMENT = 8;

    private static final int BLOCK_FLOATS = BLOCK_BYTES / Float.BYTES;
    private static final int ROOM_BYTES = 2 * BLOCKS * BLOCK_BYTES;

    float value = 1f;

    FrameArena frame;
    MemoryStack stack;
    MemorySegment backing;

    private FrameAllocator memory;
    private Arena backingArena;

    /** Makes what lives longer than a frame. */
    @Setup
    public void open() {
        memory = FrameAllocator.create();
        frame = memory.arena();
        stack = MemoryStack.create(ROOM_BYTES);
        backingArena = Arena.ofConfined();
        backing = backingArena.allocate(ROOM_BYTES, BLOCK_BYTES);
    }

    /**
     * Gives it back. JMH has no use for that: its JVM ends, and would count what this allocates.
     */
    void close() {
        backingArena.close();
        memory.close();
    }

    @Benchmark
    public void mayflySlice() {
        try (FrameScope _ = frame.begin()) {
            takeAndWrite(frame);
        }
    }

    @Benchmark
    public void mayflyFloats() {
        try (FrameScope _ = frame.begin()) {
            for (int i = 0; i < BLOCKS; i++) {
                Floats block = frame.floats(BLOCK_FLOATS);
                block.set(0, value);
            }
        }
    }

    @Benchmark
    public void lwjglStack() {
        try (MemoryStack pushed = stack.push()) {
            for (int i = 0; i < BLOCKS; i++) {
                long block = pushed.nmalloc(ALIGNMENT, BLOCK_BYTES);
                MemoryUtil.memPutFloat(block, value);
            }
        }
    }

    @Benchmark
    public void jdkConfinedArena() {
        try (Arena arena = Arena.ofConfined()) {
            takeAndWrite(arena);
        }
    }

    @Benchmark
    public void jdkSlicing() {
        takeAndWrite(SegmentAllocator.slicingAllocator(backing));
    }

    @Benchmark
    public void heapArray(Blackhole blackhole) {
        for (int i = 0; i < BLOCKS; i++) {
            float[] block = new float[BLOCK_FLOATS];
            block[0] = value;
            blackhole.consume(block);
        }
    }

    private void takeAndWrite(SegmentAllocator allocator) {
        for (int i = 0; i < BLOCKS; i++) {
            MemorySegment block = allocator.allocate(BLOCK_BYTES, ALIGNMENT);
            block.set(ValueLayout.JAVA_FLOAT, 0, value);
        }
    }
}
