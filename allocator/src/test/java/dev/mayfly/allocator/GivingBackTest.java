package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What becomes of arrays when the load falls, and what does not. */
class GivingBackTest {

    private static final int QUIET_FRAMES = 10;

    private final ArenaSettings settings = ArenaSettings.defaults().withQuietFrames(QUIET_FRAMES);

    @BeforeEach
    void paranoidRecyclesNothingThatCouldBeGivenBack() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
    }

    @Test
    void theArraysOfASpikeAreLetGoAfterQuietFrames() {
        try (FrameAllocator memory = FrameAllocator.create(settings)) {
            FrameArena arena = memory.arena();
            Set<int[]> spike = arraysOf(arena, 1_000);
            for (int i = 0; i < 2 * QUIET_FRAMES; i++) {
                arraysOf(arena, 3);
            }
            Set<int[]> later = arraysOf(arena, 1_000);
            later.retainAll(spike);
            assertThat(later).hasSize(3);
        }
    }

    @Test
    void aSteadyLoadKeepsItsArraysThroughEveryReview() {
        try (FrameAllocator memory = FrameAllocator.create(settings)) {
            FrameArena arena = memory.arena();
            Set<int[]> first = arraysOf(arena, 100);
            for (int i = 0; i < 10 * QUIET_FRAMES; i++) {
                // A load that comes in every other frame is as steady as one in each.
                assertThat(arraysOf(arena, i % 2 == 0 ? 100 : 1)).isSubsetOf(first);
            }
        }
    }

    private static Set<int[]> arraysOf(FrameArena arena, int buffers) {
        Set<int[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        try (FrameScope tick = arena.begin()) {
            for (int i = 0; i < buffers; i++) {
                arrays.add(arena.ints(100).array);
            }
        }
        return arrays;
    }

    @Test
    void aListThatGrewOnceIsSmallAgainAfterQuietFrames() {
        try (FrameAllocator memory = FrameAllocator.create(settings)) {
            FrameArena arena = memory.arena();
            assertThat(roomOfListWith(arena, 100_000)).isGreaterThanOrEqualTo(100_000);
            for (int i = 0; i < 2 * QUIET_FRAMES; i++) {
                roomOfListWith(arena, 50);
            }
            assertThat(roomOfListWith(arena, 50)).isEqualTo(64);
        }
    }

    @Test
    void aListThatGrowsAlikeInEachFrameKeepsItsStorage() {
        try (FrameAllocator memory = FrameAllocator.create(settings)) {
            FrameArena arena = memory.arena();
            int[] storage = listWith(arena, 5_000).array;
            for (int i = 0; i < 5 * QUIET_FRAMES; i++) {
                assertThat(listWith(arena, 5_000).array).isSameAs(storage);
            }
        }
    }

    private static int roomOfListWith(FrameArena arena, int elements) {
        return listWith(arena, elements).room();
    }

    private static IntList listWith(FrameArena arena, int elements) {
        try (FrameScope tick = arena.begin()) {
            IntList list = arena.intList(4);
            for (int i = 0; i < elements; i++) {
                list.add(i);
            }
            return list;
        }
    }

    @Test
    void objectsOfASpikeAreLetGoAndASteadyLoadKeepsItsOwn() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        try (FrameAllocator memory = FrameAllocator.create(settings)) {
            FrameArena arena = memory.arena();
            int[] made = new int[1];
            FrameObjects<Object> objects =
                    arena.objects(
                            () -> {
                                made[0]++;
                                return new Object();
                            });
            for (int i = 0; i < 5 * QUIET_FRAMES; i++) {
                take(arena, objects, 100);
            }
            assertThat(made[0]).isEqualTo(100);
            for (int i = 0; i < 2 * QUIET_FRAMES; i++) {
                take(arena, objects, 5);
            }
            take(arena, objects, 100);
            assertThat(made[0]).isEqualTo(195);
        }
    }

    private static void take(FrameArena arena, FrameObjects<Object> objects, int count) {
        try (FrameScope tick = arena.begin()) {
            for (int i = 0; i < count; i++) {
                objects.take();
            }
        }
    }

    @Test
    void sparesThatNobodyWantsAreLetGo() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        try (FrameAllocator memory = FrameAllocator.create(settings)) {
            FrameArena arena = memory.arena();
            try (FrameScope tick = arena.begin()) {
                List<Promotion<Ints>> promoted = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    promoted.add(arena.promote(arena.ints(1_000)));
                }
                promoted.forEach(Promotion::close);
            }
            assertThat(memory.spareBytes()).isEqualTo(10 * 1_024 * 4);
            for (int i = 0; i < 2 * QUIET_FRAMES; i++) {
                arraysOf(arena, 1);
            }
            assertThat(memory.spareBytes()).isZero();
        }
    }
}
