package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;

/** What a frame costs that is cut into a million pieces. */
class ManySmallTest extends ArenaFixture {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int MILLION = 1_000_000;

    /** What the smallest buffer of floats is charged with: 16 elements. */
    private static final long BUFFER_BYTES = 64;

    private static final long SLICE_BYTES = 16;

    private final Floats[] taken = new Floats[MILLION];

    @BeforeEach
    void onlyWhereNoSiteIsLookedUp() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
    }

    @Test
    void aMillionTinyBuffersInOneFrameCostTheSameEachAndTheNextFrameAllocatesNothing() {
        try (FrameScope tick = arena.begin()) {
            takeBuffers();
            assertThat(arena.used()).isEqualTo(MILLION * BUFFER_BYTES);
            for (int i = 0; i < MILLION; i++) {
                if (taken[i].get(i % 4) != i || taken[i].length() != 1 + i % 4) {
                    throw new AssertionError("buffer " + i + ": " + taken[i]);
                }
            }
        }
        assertThat(arena.used()).isZero();
        assertThat(arena.peak()).isEqualTo(MILLION * BUFFER_BYTES);
        assertThat(memory.nativeBytes()).as("of no native memory").isZero();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try (FrameScope tick = arena.begin()) {
            takeBuffers();
        }
        long heap = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (SafetyLevel.current() == SafetyLevel.STANDARD) {
            assertThat(heap).isZero();
        } else {
            assertThat(heap).as("a handle for each").isLessThan(MILLION * 64L);
        }
        assertThat(arena.peak()).isEqualTo(MILLION * BUFFER_BYTES);
    }

    /** By counts: what a tenth of the buffers take, ten times as many take ten times. */
    @Test
    void theCostGrowsInProportionToTheNumber() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        long warmUp = heapOfFirstFrame(1_000);
        assertThat(warmUp).isPositive();
        double few = (double) heapOfFirstFrame(100_000) / 100_000;
        double many = (double) heapOfFirstFrame(MILLION) / MILLION;
        assertThat(few).as("heap bytes a buffer: its array, its handle, its place").isLessThan(200);
        assertThat(many).isBetween(few * 0.9, few * 1.1);
    }

    /** What the JVM hands out for a frame of an arena that has made nothing yet. */
    private static long heapOfFirstFrame(int buffers) {
        try (FrameAllocator fresh = FrameAllocator.create()) {
            FrameArena own = fresh.arena();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try (FrameScope tick = own.begin()) {
                for (int i = 0; i < buffers; i++) {
                    own.floats(1 + i % 4);
                }
                assertThat(own.used()).isEqualTo(buffers * BUFFER_BYTES);
            }
            return THREADS.getCurrentThreadAllocatedBytes() - before;
        }
    }

    private void takeBuffers() {
        for (int i = 0; i < MILLION; i++) {
            Floats buffer = arena.floats(1 + i % 4);
            buffer.set(i % 4, i);
            taken[i] = buffer;
        }
    }

    @Test
    void aMillionTinySlicesInOneFrameTakeTheirOwnBytesAndTheNextFrameAllocatesNothing() {
        try (FrameScope tick = arena.begin()) {
            takeSlices(0);
            assertThat(arena.used()).isEqualTo(MILLION * SLICE_BYTES);
            assertThat(memory.nativeBytes())
                    .as("what was taken, and at most one more chunk")
                    .isBetween(MILLION * SLICE_BYTES, MILLION * SLICE_BYTES + (1 << 20));
        }
        assertThat(arena.peak()).isEqualTo(MILLION * SLICE_BYTES);
        try (FrameScope tick = arena.begin()) {
            MemorySegment all = arena.allocate(MILLION * SLICE_BYTES, SLICE_BYTES);
            assertThat(all.byteSize()).isEqualTo(MILLION * SLICE_BYTES);
        }
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        // Until the JIT is done a slice is an object; a frame that allocates shows in every one.
        long least = Long.MAX_VALUE;
        for (int frame = 1; frame < 100 && least > 0; frame++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try (FrameScope tick = arena.begin()) {
                takeSlices(frame);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
        assertThat(arena.peak()).isEqualTo(MILLION * SLICE_BYTES);
    }

    private void takeSlices(int seed) {
        for (int i = 0; i < MILLION; i++) {
            arena.allocate(SLICE_BYTES, 8).set(ValueLayout.JAVA_INT, 0, seed + i);
        }
    }
}
