package dev.mayfly.allocator.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.FrameOpenException;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a team takes, counts and gives back. */
class TeamMemoryTest extends TeamFixture {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What an arena starts with by default, in bytes. */
    private static final long CHUNK_BYTES = 64 << 10;

    private static final Tag SEARCH = Tag.of("search");

    @Test
    void figuresAreTheSumsOfTheWorkers() {
        try (TeamFrame _ = team.begin(SEARCH)) {
            onEveryWorker(team, (from, to, arena, worker) -> arena.bytes(1_024 << worker));
            assertThat(team.used()).isEqualTo(7 * 1_024);
        }
        assertThat(team.used()).isZero();
        assertThat(team.peak()).isEqualTo(7 * 1_024);
        assertThat(team.attributed(SEARCH)).isEqualTo(7 * 1_024);
        try (TeamFrame _ = team.begin()) {
            team.arena(1).bytes(16);
        }
        assertThat(team.peak()).isEqualTo(7 * 1_024);
        assertThat(team.attributed(SEARCH)).isEqualTo(7 * 1_024);
    }

    @Test
    void slicesThatBodiesTookAreTheCallersUntilTheFrameEnds() {
        MemorySegment[] slices = new MemorySegment[WORKERS];
        try (TeamFrame _ = team.begin()) {
            onEveryWorker(
                    team,
                    (from, to, arena, worker) -> {
                        slices[worker] = arena.allocate(1_000, 64);
                        slices[worker].set(ValueLayout.JAVA_LONG, 992, worker);
                    });
            for (int i = 0; i < WORKERS; i++) {
                assertThat(slices[i].get(ValueLayout.JAVA_LONG, 992)).isEqualTo(i);
            }
        }
        if (SafetyLevel.current() != SafetyLevel.STANDARD) {
            for (MemorySegment slice : slices) {
                assertThatThrownBy(() -> slice.get(ValueLayout.JAVA_LONG, 0))
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void aTeamsNativeMemoryIsInTheAllocatorsBooksAndGoesToOthersWhenItIsClosed() {
        try (FrameTeam other = FrameTeam.create(memory, WORKERS)) {
            try (TeamFrame _ = other.begin()) {
                onEveryWorker(other, (from, to, arena, worker) -> arena.allocate(1_000, 64));
                assertThat(memory.nativeBytes()).isEqualTo(WORKERS * CHUNK_BYTES);
            }
        }
        long freed = memory.nativeBytes();
        assertThat(freed).isEqualTo(WORKERS * CHUNK_BYTES);
        try (TeamFrame _ = team.begin()) {
            onEveryWorker(team, (from, to, arena, worker) -> arena.allocate(1_000, 64));
            assertThat(memory.nativeBytes()).isEqualTo(freed);
        }
    }

    @Test
    void anAllocatorIsNotClosedUnderATeamsFrame() {
        TeamFrame tick = team.begin();
        assertThatThrownBy(memory::close)
                .isInstanceOf(FrameOpenException.class)
                .hasMessageContaining("a frame team of 3");
        assertThat(memory.isClosed()).isFalse();
        tick.close();
    }

    @Test
    void buffersAreRecycledByTheirWorker() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        Set<Floats> seen = ConcurrentHashMap.newKeySet();
        for (int frame = 0; frame < 10; frame++) {
            try (TeamFrame _ = team.begin()) {
                onEveryWorker(team, (from, to, arena, worker) -> seen.add(arena.floats(10)));
            }
        }
        assertThat(seen).hasSize(WORKERS);
    }

    @Test
    void aFrameAllocatesNothingOnTheHeapHoweverManyChunksItHas() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        FrameTeam.Body body =
                (from, to, arena, worker) -> {
                    try (FrameScope _ = arena.scope()) {
                        arena.floats(to - from).set(0, from);
                    }
                };
        assertThat(leastAllocatedByAll(10, body)).as("bytes in 50 frames of 10 chunks").isZero();
        assertThat(leastAllocatedByAll(10_000, body))
                .as("bytes in 50 frames of 10,000 chunks")
                .isZero();
    }

    /** The least that all threads together allocated in 50 frames of so many chunks. */
    private long leastAllocatedByAll(int chunks, FrameTeam.Body body) {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 200 && least > 0; attempt++) {
            long before = THREADS.getTotalThreadAllocatedBytes();
            for (int i = 0; i < 50; i++) {
                try (TeamFrame _ = team.begin()) {
                    team.parallelFor(0, chunks, 1, body);
                }
            }
            least = Math.min(least, THREADS.getTotalThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void anAllocatorThatIsNotClosedBesideAnOpenFrameLeavesTheCallerItsArena() {
        FrameArena mine = memory.arena();
        try (TeamFrame _ = team.begin()) {
            assertThatThrownBy(memory::close).isInstanceOf(FrameOpenException.class);
        }
        assertThat(memory.arena()).isSameAs(mine);
    }
}
