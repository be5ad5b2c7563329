package dev.mayfly.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.Promotion;
import dev.mayfly.allocator.pool.Block;
import dev.mayfly.allocator.pool.BlockPool;
import dev.mayfly.ecs.MayflyPlugin;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;

class BudgetsTest {

    @Test
    void aSearchTakesWhatFitsAndIsToldOf() {
        try (FrameAllocator memory = FrameAllocator.create()) {
            Queue<String> told = new ArrayDeque<>();
            Budgets.watch(memory, told);
            FrameArena arena = memory.arena();
            try (FrameScope frame = arena.begin()) {
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

    @Test
    void theCacheMakesRoomForWhatIsSteeredAndThePoolIsChargedBesideIt() {
        Deque<Promotion<Floats>> cache = new ArrayDeque<>();
        Budgets.keepTiles(cache);
        try (FrameAllocator memory = FrameAllocator.create();
                BlockPool packets = Budgets.packets();
                Block packet = packets.take(100)) {
            FrameArena arena = memory.arena();
            assertThat(Budgets.AI.used()).isPositive();
            try (FrameScope loading = arena.begin(Budgets.AI)) {
                for (int i = 0; i < 7; i++) {
                    cache.add(arena.promote(arena.floats(256 << 10)));
                }
            }
            try (FrameScope steering = arena.begin(Budgets.STEERING)) {
                arena.floats(256 << 10);
            }
            assertThat(cache).hasSize(6);
            assertThat(packet.size()).isGreaterThanOrEqualTo(100);
            cache.forEach(Promotion::close);
        }
        assertThat(Budgets.GAME.used()).isZero();
        Budgets.AI.onFull(null);
    }

    @Test
    void aReportSaysWhatEachTagHasTaken() {
        try (FrameAllocator memory = FrameAllocator.create()) {
            try (FrameScope frame = memory.arena().begin(Budgets.STEERING)) {
                memory.arena().floats(256);
            }
            assertThat(Budgets.report(memory))
                    .isEqualTo("steering: 1 taken, 1024 bytes, at most 1024 at once\n");
        }
    }
}
