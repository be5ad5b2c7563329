package dev.mayfly.ecs;

import com.artemis.annotations.SkipWire;

import dev.mayfly.allocator.FrameAllocator;

/** Tells whoever has the world where its memory comes from. */
@SkipWire
final class WorldMemory extends PassiveSystem {

    private final FrameAllocator allocator;

    WorldMemory(FrameAllocator allocator) {
        this.allocator = allocator;
    }

    FrameAllocator allocator() {
        return allocator;
    }
}
