package dev.mayfly.allocator;

import dev.mayfly.allocator.source.MemorySource;

import java.util.function.LongSupplier;

/** Makes allocators that are told what time it is, for tests in other packages. */
public final class ClockedAllocator {

    private ClockedAllocator() {}

    public static FrameAllocator create(
            ArenaSettings settings, MemorySource source, LongSupplier nanos) {
        return FrameAllocator.create(settings, source, nanos);
    }
}
