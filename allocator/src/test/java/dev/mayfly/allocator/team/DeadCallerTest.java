package dev.mayfly.allocator.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.FrameOpenException;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

/** A thread that dies in the frame of a team. */
class DeadCallerTest {

    private static final int WORKERS = 3;

    private final FrameAllocator memory = FrameAllocator.create();
    private final FrameTeam team = FrameTeam.create(memory, WORKERS);
    private final TagGroup group = TagGroup.of("dead", 1 << 20);
    private final Tag tag = Tag.of("in it").in(group);
    private final AtomicInteger actions = new AtomicInteger();

    /** Whether the thread came to its end where it was to. */
    private boolean died;

    private void dieInAFrame() throws InterruptedException {
        died = false;
        Thread dying =
                new Thread(
                        () -> {
                            team.begin(tag);
                            team.parallelFor(
                                    0,
                                    WORKERS,
                                    1,
                                    (from, to, arena, worker) -> arena.allocate(100_000, 8));
                            for (int i = 0; i < WORKERS; i++) {
                                FrameArena arena = team.arena(i);
                                FrameScope scope = arena.scope();
                                scope.onClose(actions::incrementAndGet);
                                arena.floats(100);
                                arena.allocate(1_000, 8);
                            }
                            died = true;
                        });
        dying.start();
        dying.join();
        assertThat(died).isTrue();
    }

    private void assertAtRest() {
        assertThat(team.used()).isZero();
        assertThat(actions).hasValue(0);
        assertThat(group.used()).isZero();
    }

    @Test
    void theNextFrameIsAnotherThreads() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            dieInAFrame();
            try (TeamFrame frame = team.begin()) {
                assertThat(frame.isOpen()).isTrue();
                assertThat(team.arena(1).depth()).isEqualTo(1);
                assertAtRest();
                AtomicInteger sum = new AtomicInteger();
                team.parallelFor(
                        0, 1_000, 10, (from, to, arena, worker) -> sum.addAndGet(to - from));
                assertThat(sum).hasValue(1_000);
                assertThat(team.arena(0).allocate(64, 8).byteSize()).isEqualTo(64);
            }
        }
        team.close();
        memory.close();
        assertThat(memory.nativeBytes()).isZero();
    }

    @Test
    void theTeamCanBeClosed() throws InterruptedException {
        dieInAFrame();
        team.close();
        assertAtRest();
        memory.close();
        assertThat(memory.nativeBytes()).isZero();
    }

    @Test
    void theAllocatorCanBeClosed() throws InterruptedException {
        dieInAFrame();
        memory.close();
        assertThat(memory.nativeBytes()).isZero();
        assertAtRest();
        team.close();
    }

    @Test
    void theFrameOfAThreadThatLivesIsItsOwn() throws InterruptedException {
        TeamFrame frame = team.begin();
        Thread other =
                new Thread(
                        () -> {
                            assertThatThrownBy(team::begin).isInstanceOf(FrameOpenException.class);
                            assertThatThrownBy(team::close).isInstanceOf(FrameOpenException.class);
                            assertThatThrownBy(memory::close)
                                    .isInstanceOf(FrameOpenException.class);
                            actions.incrementAndGet();
                        });
        other.start();
        other.join();
        assertThat(actions).hasValue(1);
        frame.close();
        team.close();
        memory.close();
    }
}
