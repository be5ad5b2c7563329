package dev.mayfly.allocator;

import com.sun.management.ThreadMXBean;

import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/** Prints how many bytes of the heap frames of slices take, once the JIT has seen them. */
final class SteadySlices {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private SteadySlices() {}

    static void main() {
        try (FrameAllocator memory = FrameAllocator.create()) {
            FrameArena arena = memory.arena();
            System.out.println(
                    leastAllocatedBy(seed -> frame(arena, seed)) + " bytes in 100 frames");
        }
    }

    private static void frame(FrameArena arena, int seed) {
        try (FrameScope tick = arena.begin()) {
            for (int i = 0; i < 10; i++) {
                arena.allocate(256, 64).set(ValueLayout.JAVA_INT, 4L * i, seed);
            }
        }
    }

    /** The least that 100 frames in a row allocate on the heap, in bytes. */
    static long leastAllocatedBy(IntConsumer frame) {
        // Until the JIT is done a slice is an object; a frame that allocates shows in every
        // attempt.
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5_000 && least > 0; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                frame.accept(i);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
