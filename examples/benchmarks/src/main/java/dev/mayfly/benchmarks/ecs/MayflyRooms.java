package dev.mayfly.benchmarks.ecs;

import dev.mayfly.allocator.FrameAllocator;

/** Worlds of Artemis-odb with Mayfly and SoA components, which share one allocator. */
public class MayflyRooms extends Rooms {

    private final FrameAllocator memory = FrameAllocator.create();

    @Override
    MovingWorld newWorld() {
        return new MayflySpanWorld(memory);
    }

    @Override
    public void close() {
        try {
            super.close();
        } finally {
            memory.close();
        }
    }
}
