package dev.mayfly.examples.quickstart;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.budget.Tag;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Frame memory without an entity-component system. */
public final class Frames {

    private static final Tag PATHFINDING = Tag.of("pathfinding", 64 << 10); // 64 KiB a scope

    private Frames() {}

    /** One frame; returns what it computed, which is a number and needs no memory. */
    public static float oneFrame(FrameAllocator memory) {
        FrameArena frame = memory.arena(); // this thread's arena
        try (FrameScope _ = frame.begin()) {
            Floats distances = frame.floats(1_000); // zero-filled, checked, SIMD-friendly
            distances.fill(2.5f);
            MemorySegment upload = frame.allocate(4_096, 64); // native memory for a GPU or C
            upload.set(ValueLayout.JAVA_FLOAT, 0, distances.get(999));
            try (FrameScope search = frame.scope(PATHFINDING)) {
                IntList open = frame.intList(256); // grows
                open.add(42);
            } // the list is gone
            return upload.get(ValueLayout.JAVA_FLOAT, 0);
        } // everything is gone; nothing is left for the garbage collector
    }
}
