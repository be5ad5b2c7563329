package dev.mayfly.ecs.spatial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;

import net.jqwik.api.lifecycle.AfterTry;

import org.junit.jupiter.api.AfterEach;

/** This thread's arena, which every test has to leave at rest. */
abstract class SpatialFixture {

    final FrameArena frame = FrameAllocator.shared().arena();

    @AfterEach
    @AfterTry
    void theArenaIsAtRest() {
        assertThat(frame.depth()).isZero();
        assertThat(frame.used()).isZero();
    }
}
