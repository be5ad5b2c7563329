package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.Amount;
import dev.mayfly.allocator.internal.chunk.NativeSource;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.MemorySource;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A program that drops an allocator in a frame and rows in native memory, and keeps a segment of
 * each; prints whether they can be read, and whether the memory comes back after the last is gone.
 */
final class SegmentKeeper {

    private static final CountingSource SOURCE = new CountingSource(MemorySource.ofNative());

    private SegmentKeeper() {}

    private static final class Points extends SoaBuffer {
        final NativeInts x = nativeInts();

        Points() {
            super("points");
        }
    }

    private static MemorySegment slice() {
        FrameArena arena = FrameAllocator.create(SOURCE).arena();
        arena.begin();
        MemorySegment slice = arena.allocate(64, 8);
        slice.set(ValueLayout.JAVA_INT, 0, 5);
        return slice;
    }

    private static MemorySegment column() {
        Points points = new Points();
        points.x.set(points.addRow(), 5);
        return points.x.segment();
    }

    private static long bytes() {
        return SOURCE.bytesOut() + NativeSource.SYSTEM.store().bytes();
    }

    public static void main(String[] args) throws Exception {
        MemorySegment[] kept = {slice(), column()};
        long before = bytes();
        collect();
        int sum = 0;
        for (MemorySegment each : kept) {
            sum += each.get(ValueLayout.JAVA_INT, 0);
        }
        System.out.println("read: " + sum + (bytes() == before ? "" : ", some gone"));
        kept[0] = MemorySegment.NULL;
        kept[1] = MemorySegment.NULL;
        for (int i = 0; i < 50 && bytes() != 0; i++) {
            collect();
        }
        System.out.println("left: " + (bytes() == 0 ? "nothing" : Amount.inMebibytes(bytes())));
    }

    private static void collect() throws InterruptedException {
        System.gc();
        Thread.sleep(10); // the cleaner's thread has no other way of being waited for
    }
}
