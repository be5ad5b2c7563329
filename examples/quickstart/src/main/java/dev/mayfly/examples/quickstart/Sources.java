package dev.mayfly.examples.quickstart;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.budget.MemorySize;
import dev.mayfly.allocator.source.MappedFileSource;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.allocator.source.QuotaSource;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** Frame memory from sources other than the system's. */
public final class Sources {

    private Sources() {}

    /**
     * One frame over a slab, a quota and the heap; returns whether the last slice was on the heap.
     */
    public static boolean overAChain() {
        try (Arena arena = Arena.ofShared()) {
            MemorySource source =
                    MemorySource.firstOf(
                            new SlabSource(arena, 128 << 10),
                            new QuotaSource(1 << 20, MemorySource.ofNative()),
                            MemorySource.ofHeap());
            try (FrameAllocator memory = FrameAllocator.create(source)) {
                FrameArena frame = memory.arena();
                try (FrameScope _ = frame.begin()) {
                    frame.allocate(1_000, 64); // from the slab
                    frame.allocate(500_000, 64); // too large for it: native, within the quota
                    return !frame.allocate(800_000, 8).isNative(); // beyond the quota: the heap
                }
            }
        }
    }

    /** Keeps a number in a file and returns it, read when the file was opened again. */
    public static long throughAFile(Path path) throws IOException {
        long place;
        try (MappedFileSource file = MappedFileSource.create(path, 1 << 20);
                FrameAllocator memory = FrameAllocator.create(file)) {
            FrameArena frame = memory.arena();
            try (FrameScope _ = frame.begin()) {
                MemorySegment slice = frame.allocate(8, 8);
                place = slice.address() - file.contents().address();
            }
            file.contents().set(ValueLayout.JAVA_LONG, place, 42);
        }
        try (MappedFileSource file = MappedFileSource.open(path)) {
            return file.contents().get(ValueLayout.JAVA_LONG, place);
        }
    }

    /** Keeps an allocator from having more native memory than it should ever need. */
    public static void atMost(FrameAllocator memory) {
        memory.limitNative(MemorySize.parse("256 MiB"));
    }
}
