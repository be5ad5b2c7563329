package dev.mayfly.allocator.team;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.FrameAllocator;

import org.junit.jupiter.api.AfterEach;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** A team of three, which each test has to leave at rest and without leaks. */
abstract class TeamFixture {

    static final int WORKERS = 3;

    final FrameAllocator memory = FrameAllocator.create();
    final FrameTeam team = FrameTeam.create(memory, WORKERS);

    @AfterEach
    void nothingLeaks() {
        for (int i = 0; i < WORKERS; i++) {
            assertThat(team.arena(i).depth()).as("open scopes of worker %s", i).isZero();
        }
        assertThat(team.used()).as("bytes in use").isZero();
        team.close();
        memory.close();
        assertThat(memory.nativeBytes()).as("native bytes after close").isZero();
    }

    /**
     * Runs {@code body} once on every worker of {@code team}, at the same time: each chunk waits
     * until as many have begun as there are workers.
     */
    static void onEveryWorker(FrameTeam team, FrameTeam.Body body) {
        CyclicBarrier all = new CyclicBarrier(team.workers());
        team.parallelFor(
                0,
                team.workers(),
                1,
                (from, to, arena, worker) -> {
                    await(all);
                    body.run(from, to, arena, worker);
                });
    }

    static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the workers did not meet", e);
        }
    }
}
