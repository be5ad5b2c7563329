package dev.mayfly.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.FrameScope;
import dev.mayfly.benchmarks.Workload.Blocks;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwjgl.system.MemoryUtil;
import org.openjdk.jmh.infra.Blackhole;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.function.LongFunction;

/** Each variant takes every block of the workload, writes into it, reads it, and gives it back. */
class WorkloadBenchmarkTest {

    private final WorkloadBenchmark benchmark = new WorkloadBenchmark();
    private final Blackhole blackhole =
            new Blackhole(
                    "Today's password is swordfish. I understand instantiating Blackholes directly"
                            + " is dangerous.");

    private void open(Workload workload) {
        benchmark.workload = workload;
        benchmark.value = 5;
        benchmark.open();
    }

    @AfterEach
    void close() {
        benchmark.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyVariantReadsTheSameSum(Workload workload) {
        open(workload);
        int sum = 0;
        for (Blocks each : workload.blocks()) {
            for (int i = 0; i < each.count(); i++) {
                sum += (byte) (5 + i);
            }
        }
        assertThat(sum).isNotZero();
        assertThat(benchmark.mayfly()).isEqualTo(sum);
        assertThat(benchmark.mayflyOneSlice()).isEqualTo(sum);
        assertThat(benchmark.lwjglStack()).isEqualTo(sum);
        assertThat(benchmark.heapArray(blackhole)).isEqualTo(sum);
    }

    @ParameterizedTest
    @EnumSource
    void mayflyTakesEachBlockOnceAndWritesIntoIt(Workload workload) {
        open(workload);
        benchmark.mayfly();
        assertThat(benchmark.frame.peak()).isEqualTo(workload.bytes());
        benchmark.mayfly(); // now the frame is one chunk, so the next one sees the blocks in a row
        assertWrites(workload, this::inTheNextFrame);
    }

    @ParameterizedTest
    @EnumSource
    void mayflyOneSliceTakesEachBlockOnceAndWritesIntoIt(Workload workload) {
        open(workload);
        benchmark.mayflyOneSlice();
        assertThat(benchmark.frame.peak()).isEqualTo(workload.bytes());
        benchmark.mayflyOneSlice();
        assertWrites(workload, this::inTheNextFrame);
    }

    @ParameterizedTest
    @EnumSource
    void lwjglStackTakesEachBlockOnceAndWritesIntoIt(Workload workload) {
        open(workload);
        int before = benchmark.stack.getPointer();
        long top = benchmark.stack.getAddress() + before;
        benchmark.lwjglStack();
        assertThat(benchmark.stack.getPointer()).isEqualTo(before);
        assertThat(benchmark.stack.getFrameIndex()).isZero();
        // The stack grows down, so a block starts where what was taken up to its end ends.
        long taken = 0;
        for (Blocks each : workload.blocks()) {
            for (int i = 0; i < each.count(); i++) {
                taken += each.bytes();
                assertByte(MemoryUtil.memGetByte(top - taken), i);
            }
        }
        assertThat(taken).isEqualTo(workload.bytes());
    }

    @ParameterizedTest
    @EnumSource
    void heapArrayTakesEachBlock(Workload workload) {
        open(workload);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        benchmark.heapArray(blackhole);
        long before = threads.getCurrentThreadAllocatedBytes();
        benchmark.heapArray(blackhole);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .isGreaterThanOrEqualTo(workload.bytes());
    }

    private void assertWrites(Workload workload, LongFunction<byte[]> read) {
        byte[] memory = read.apply(workload.bytes());
        int offset = 0;
        for (Blocks each : workload.blocks()) {
            for (int i = 0; i < each.count(); i++) {
                assertByte(memory[offset], i);
                offset += each.bytes();
            }
        }
    }

    private static void assertByte(byte written, int block) {
        if (written != (byte) (5 + block)) {
            throw new AssertionError("block " + block + " holds " + written);
        }
    }

    /** The next frame gets the memory of the one before, and slices are not cleared. */
    private byte[] inTheNextFrame(long bytes) {
        try (FrameScope _ = benchmark.frame.begin()) {
            MemorySegment all = benchmark.frame.allocate(bytes, WorkloadBenchmark.ALIGNMENT);
            return all.toArray(ValueLayout.JAVA_BYTE);
        }
    }
}
