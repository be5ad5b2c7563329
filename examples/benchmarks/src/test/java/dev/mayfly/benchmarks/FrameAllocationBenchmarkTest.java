package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameScope;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.openjdk.jmh.infra.Blackhole;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Each variant takes 1,000 blocks of 64 bytes, writes the value into each, and gives them back. */
class FrameAllocationBenchmarkTest {

    private static final int BLOCKS = 1_000;
    private static final int BLOCK_BYTES = 64;

    private final FrameAllocationBenchmark benchmark = new FrameAllocationBenchmark();
    private final Blackhole blackhole =
            new Blackhole(
                    "Today's password is swordfish. I understand instantiating Blackholes directly"
                            + " is dangerous.");

    @BeforeEach
    void open() {
        benchmark.open();
    }

    @AfterEach
    void close() {
        benchmark.close();
    }

    @Test
    void mayflySliceWritesEveryBlock() {
        assertWrites(benchmark::mayflySlice, this::nextSlices);
    }

    @Test
    void mayflySliceGivesItsFrameBack() {
        benchmark.mayflySlice();

        assertThat(benchmark.frame.depth()).isZero();
        assertThat(benchmark.frame.used()).isZero();
        assertThat(benchmark.frame.peak()).isEqualTo(BLOCKS * BLOCK_BYTES);
    }

    @Test
    void mayflyFloatsWritesEveryBlock() {
        assertWrites(benchmark::mayflyFloats, this::nextFloats);
    }

    @Test
    void mayflyFloatsGivesItsFrameBack() {
        benchmark.mayflyFloats();

        assertThat(benchmark.frame.depth()).isZero();
        assertThat(benchmark.frame.used()).isZero();
        assertThat(benchmark.frame.peak()).isEqualTo(BLOCKS * BLOCK_BYTES);
    }

    @Test
    void lwjglStackWritesEveryBlock() {
        MemoryStack stack = benchmark.stack;
        long top = stack.getAddress() + stack.getPointer();

        assertWrites(
                benchmark::lwjglStack,
                () -> floats(i -> MemoryUtil.memGetFloat(top - (i + 1L) * BLOCK_BYTES)));
    }

    @Test
    void lwjglStackGivesItsFrameBack() {
        int before = benchmark.stack.getPointer();

        benchmark.lwjglStack();

        assertThat(benchmark.stack.getPointer()).isEqualTo(before);
        assertThat(benchmark.stack.getFrameIndex()).isZero();
    }

    @Test
    void jdkSlicingWritesEveryBlock() {
        assertWrites(
                benchmark::jdkSlicing,
                () ->
                        floats(
                                i ->
                                        benchmark.backing.get(
                                                ValueLayout.JAVA_FLOAT, (long) i * BLOCK_BYTES)));
    }

    @Test
    void jdkConfinedArenaTakesEveryBlock() {
        // Its memory is freed, but each block is a segment on the heap while code is interpreted;
        // that each is written is tested with jdkSlicing, with which it shares the loop.
        assertThat(allocatedBytes(benchmark::jdkConfinedArena)).isGreaterThan(BLOCKS * 32L);
    }

    @Test
    void heapArrayTakesEveryBlock() {
        assertThat(allocatedBytes(() -> benchmark.heapArray(blackhole)))
                .isGreaterThanOrEqualTo(BLOCKS * (BLOCK_BYTES + 16L));
    }

    private interface Memory {
        List<Float> blocks();
    }

    /** Two ops with two values, so that nothing that stood there before can pass for a write. */
    private void assertWrites(Runnable op, Memory written) {
        for (float value : new float[] {3f, 5f}) {
            benchmark.value = value;
            op.run();
            assertThat(written.blocks()).isEqualTo(Collections.nCopies(BLOCKS, value));
        }
    }

    /** The next frame gets the memory of the one before, and slices are not cleared. */
    private List<Float> nextSlices() {
        try (FrameScope _ = benchmark.frame.begin()) {
            MemorySegment all = benchmark.frame.allocate(BLOCKS * BLOCK_BYTES, 8);
            return floats(i -> all.get(ValueLayout.JAVA_FLOAT, (long) i * BLOCK_BYTES));
        }
    }

    private List<Float> nextFloats() {
        try (FrameScope _ = benchmark.frame.begin()) {
            return floats(
                    _ -> {
                        Floats block = benchmark.frame.uninitializedFloats(BLOCK_BYTES / 4);
                        return block.get(0);
                    });
        }
    }

    private static List<Float> floats(IntToDoubleFunction block) {
        return IntStream.range(0, BLOCKS).mapToObj(i -> (float) block.applyAsDouble(i)).toList();
    }

    private static long allocatedBytes(Runnable op) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        op.run(); // the first one also loads classes
        long before = threads.getCurrentThreadAllocatedBytes();
        op.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
