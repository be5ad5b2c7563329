package dev.mayfly.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.ecs.MayflyPlugin;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Queue;

class BudgetsTest {

    @Test
    void aSearchTakesWhatFitsAndIsToldOf() {
        try (FrameAllocator memory = FrameAllocator.create()) {
            Queue<String> told = new ArrayDeque<>();
            Budgets.watch(memory, told);
            FrameArena arena = memory.arena();
            try (FrameScope tick = arena.begin()) {
                assertThat(Budgets.search(arena, 1_000)).isEqualTo(1_000);
                assertThat(told).isEmpty();
                assertThat(Budgets.search(arena, 1_000_000)).isEqualTo(32_768);
            }
            assertThat(told).containsExactly("paths: 131072");
        }
    }

    @Test
    void aSystemOverItsBudgetIsToldOf() {
        try (FrameAllocator memory = FrameAllocator.create()) {
            Queue<String> told = new ArrayDeque<>();
            Budgets.watch(memory, told);
            World world =
                    new World(
                            new WorldConfigurationBuilder()
                                    .with(new MayflyPlugin().allocator(memory))
                                    .with(new Budgets.Flocking())
                                    .build());
            world.process();
            assertThat(told).containsExactly("Flocking: 32768");
        }
    }
}
