package dev.mayfly.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameRing;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.Parcel;
import dev.mayfly.allocator.Promotion;
import dev.mayfly.allocator.Scratch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;

class LifetimesTest {

    private final FrameAllocator memory = Lifetimes.small();
    private final FrameArena arena = memory.arena();

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void whatNobodyUsesIsGivenBackWhenTheLevelIsOver() {
        try (FrameScope frame = arena.begin()) {
            arena.allocate(10_000, 8);
        }
        Lifetimes.levelIsOver(memory);
        assertThat(Lifetimes.levelIsOver(memory)).isZero();
    }

    @Test
    void aMarkIsRewoundToForEachCandidate() {
        try (FrameScope frame = arena.begin()) {
            assertThat(Lifetimes.shortest(arena, 10)).isEqualTo(1);
            assertThat(arena.used()).isZero();
        }
    }

    @Test
    void theRendererReadsTheFrameBefore() {
        try (FrameRing ring = memory.ring("to renderer", 2)) {
            assertThat(Lifetimes.renderOneFrameBehind(ring, 4)).isEqualTo(0 + 1 + 2);
        }
    }

    @Test
    void aSearchGoesOnFromFrameToFrame() {
        try (Scratch scratch = memory.scratch("path search")) {
            assertThat(Lifetimes.search(arena, scratch, 7)).isEqualTo(7);
        }
    }

    @Test
    void whatIsPromotedLivesOn() {
        try (Promotion<Floats> level = Lifetimes.keep(arena)) {
            assertThat(level.get().get(999)).isEqualTo(3);
        }
    }

    @Test
    void theActionRunsWhenTheFrameEnds() {
        List<String> ran = new ArrayList<>();
        Lifetimes.lock(arena, () -> ran.add("lock"), () -> ran.add("unlock"));
        assertThat(ran).containsExactly("lock", "unlock");
    }

    @Test
    void aBufferIsHandedOver() throws InterruptedException {
        ArrayBlockingQueue<Parcel<Floats>> queue = new ArrayBlockingQueue<>(1);
        Lifetimes.send(arena, queue);
        assertThat(Lifetimes.receive(arena, queue)).isEqualTo(5);
    }

    @Test
    void objectsAreTakenInAFrame() {
        assertThat(Lifetimes.collide(arena, Lifetimes.contacts(arena))).isEqualTo(3);
    }
}
