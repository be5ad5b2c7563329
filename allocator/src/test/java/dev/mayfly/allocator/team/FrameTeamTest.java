package dev.mayfly.allocator.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.ChildJvm;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.error.ExpiredException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** What loops run, on which worker. */
class FrameTeamTest extends TeamFixture {

    @ParameterizedTest
    @CsvSource({
        "0, 1000, 1",
        "0, 1000, 7",
        "0, 1000, 1000",
        "0, 1000, 100000",
        "-500, 500, 64",
        "3, 4, 1"
    })
    void everyElementIsInExactlyOneChunkOfAtMostTheGrain(int from, int to, int grain) {
        AtomicIntegerArray visits = new AtomicIntegerArray(to - from);
        AtomicInteger chunks = new AtomicInteger();
        try (TeamFrame _ = team.begin()) {
            team.parallelFor(
                    from,
                    to,
                    grain,
                    (a, b, arena, worker) -> {
                        assertThat(b - a).isBetween(1, grain);
                        assertThat((a - from) % grain).isZero();
                        chunks.incrementAndGet();
                        for (int i = a; i < b; i++) {
                            visits.incrementAndGet(i - from);
                        }
                    });
        }
        for (int i = 0; i < to - from; i++) {
            assertThat(visits.get(i)).as("visits of element %s", from + i).isEqualTo(1);
        }
        assertThat(chunks).hasValue(Math.ceilDiv(to - from, grain));
    }

    @Test
    void inACommonPoolWithoutThreadsCallersDoAllWorkAlone(@TempDir Path dir) throws Exception {
        ChildJvm.Result result =
                ChildJvm.run(
                        PoolWithoutThreads.class,
                        dir,
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dmayfly.safety=" + SafetyLevel.current().name());
        assertThat(result.output()).contains("elements: " + 8 * 200 * 3 * 100);
    }

    @Test
    void aRangeOverAllIntsIsClaimedToItsEnd() {
        AtomicLong elements = new AtomicLong();
        try (TeamFrame _ = team.begin()) {
            team.parallelFor(
                    Integer.MIN_VALUE,
                    Integer.MAX_VALUE,
                    1 << 30,
                    (from, to, arena, worker) -> elements.addAndGet((long) to - from));
            onOneWorker(
                    () ->
                            team.parallelFor(
                                    Integer.MIN_VALUE,
                                    Integer.MAX_VALUE,
                                    Integer.MAX_VALUE,
                                    (from, to, arena, worker) ->
                                            elements.addAndGet((long) to - from)));
        }
        assertThat(elements).hasValue(2 * ((1L << 32) - 1));
    }

    @Test
    void aTeamComputesWhatOneThreadDoes() {
        int n = 20_000;
        float[] expected = new float[n];
        for (int i = 0; i < n; i++) {
            expected[i] = (float) Math.sqrt(i) * 2 + 1;
        }
        for (int frame = 0; frame < 50; frame++) {
            float[] computed = new float[n];
            try (TeamFrame _ = team.begin()) {
                team.parallelFor(
                        0,
                        n,
                        100 + frame,
                        (from, to, arena, worker) -> {
                            Floats roots = arena.floats(to - from);
                            for (int i = from; i < to; i++) {
                                roots.set(i - from, (float) Math.sqrt(i));
                            }
                            for (int i = from; i < to; i++) {
                                computed[i] = roots.get(i - from) * 2 + 1;
                            }
                        });
            }
            assertThat(computed).isEqualTo(expected);
        }
    }

    @Test
    void workersRunAtOnceEachWithItsOwnNumberAndArena() {
        Thread caller = Thread.currentThread();
        Set<Integer> numbers = ConcurrentHashMap.newKeySet();
        Set<FrameArena> arenas = ConcurrentHashMap.newKeySet();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (TeamFrame _ = team.begin()) {
            onEveryWorker(
                    team,
                    (from, to, arena, worker) -> {
                        numbers.add(worker);
                        arenas.add(arena);
                        threads.add(Thread.currentThread());
                        assertThat(arena).isSameAs(team.arena(worker));
                        assertThat(arena.owner()).isSameAs(Thread.currentThread());
                        assertThat(worker == 0).isEqualTo(caller.equals(Thread.currentThread()));
                    });
        }
        assertThat(numbers).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(arenas).hasSize(WORKERS);
        assertThat(threads).hasSize(WORKERS).contains(Thread.currentThread());
    }

    @Test
    void whatBodiesTookIsTheCallersToReadUntilTheFrameEnds() {
        Ints[] taken = new Ints[100];
        IntList[] lists = new IntList[100];
        try (TeamFrame _ = team.begin()) {
            team.parallelFor(
                    0,
                    100,
                    1,
                    (from, to, arena, worker) -> {
                        taken[from] = arena.ints(10);
                        taken[from].set(9, from);
                        lists[from] = arena.intList(1);
                    });
            for (int i = 0; i < 100; i++) {
                assertThat(taken[i].get(9)).isEqualTo(i);
                for (int k = 0; k < 20; k++) {
                    lists[i].add(k);
                }
            }
        }
        for (Ints each : taken) {
            assertThatThrownBy(each::length).isInstanceOf(ExpiredException.class);
        }
    }

    @Test
    void aLoopInABodyRunsOnItsWorkerAlone() {
        AtomicIntegerArray visits = new AtomicIntegerArray(60);
        try (TeamFrame _ = team.begin()) {
            onEveryWorker(
                    team,
                    (from, to, arena, worker) -> {
                        Thread outer = Thread.currentThread();
                        team.parallelFor(
                                from * 20,
                                from * 20 + 20,
                                3,
                                (a, b, inner, innerWorker) -> {
                                    assertThat(Thread.currentThread()).isSameAs(outer);
                                    assertThat(inner).isSameAs(arena);
                                    assertThat(innerWorker).isEqualTo(worker);
                                    for (int i = a; i < b; i++) {
                                        visits.incrementAndGet(i);
                                    }
                                });
                    });
        }
        for (int i = 0; i < 60; i++) {
            assertThat(visits.get(i)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void teamsOfAnySizeRunEveryChunk(int workers) {
        try (FrameTeam other = FrameTeam.create(memory, workers)) {
            AtomicInteger sum = new AtomicInteger();
            try (TeamFrame _ = other.begin()) {
                onEveryWorker(other, (from, to, arena, worker) -> sum.addAndGet(1 << worker));
            }
            assertThat(sum).hasValue((1 << workers) - 1);
            assertThat(other.workers()).isEqualTo(workers);
        }
    }

    @Test
    void nothingToDoCallsNoBody() {
        try (TeamFrame _ = team.begin()) {
            team.parallelFor(
                    5,
                    5,
                    1,
                    (from, to, arena, worker) -> {
                        throw new AssertionError("a body was called");
                    });
        }
    }

    @Test
    void theCommonPoolWorks() {
        try (FrameTeam common = FrameTeam.create(memory, ForkJoinPool.commonPool())) {
            assertThat(common.workers()).isEqualTo(ForkJoinPool.commonPool().getParallelism() + 1);
            for (int frame = 0; frame < 20; frame++) {
                assertThat(sumOfSquares(common)).isEqualTo(332_833_500);
            }
        }
        assertThat(ForkJoinPool.commonPool().isShutdown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aThreadOfThePoolMayBeTheCaller(int parallelism) throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(parallelism);
                FrameTeam inside = FrameTeam.create(memory, pool)) {
            for (int frame = 0; frame < 20; frame++) {
                assertThat(pool.submit(() -> sumOfSquares(inside)).get()).isEqualTo(332_833_500);
            }
        }
    }

    @Test
    void aLoopDoesNotWaitForAPoolThatIsBusy() throws Exception {
        try (ForkJoinPool pool = new ForkJoinPool(1);
                FrameTeam busy = FrameTeam.create(memory, pool)) {
            CyclicBarrier occupied = new CyclicBarrier(2);
            var blocker =
                    pool.submit(
                            () -> {
                                await(occupied);
                                await(occupied);
                            });
            await(occupied);
            for (int frame = 0; frame < 5; frame++) {
                assertThat(sumOfSquares(busy)).isEqualTo(332_833_500);
            }
            await(occupied);
            blocker.get();
            // The task that waited in the queue meanwhile serves again.
            try (TeamFrame _ = busy.begin()) {
                onEveryWorker(busy, (from, to, arena, worker) -> arena.floats(1));
            }
        }
    }

    @Test
    void teamsInOnePoolMayCallEachOther() {
        try (ForkJoinPool pool = new ForkJoinPool(2);
                FrameTeam outer = FrameTeam.create(memory, pool)) {
            AtomicLong sum = new AtomicLong();
            for (int frame = 0; frame < 20; frame++) {
                try (TeamFrame _ = outer.begin()) {
                    outer.parallelFor(
                            0,
                            6,
                            1,
                            (from, to, arena, worker) -> {
                                try (FrameTeam inner = FrameTeam.create(memory, pool)) {
                                    sum.addAndGet(sumOfSquares(inner));
                                }
                            });
                }
            }
            assertThat(sum).hasValue(20 * 6 * 332_833_500L);
        }
    }

    @Test
    void anInterruptedCallerFinishesTheLoopAndStaysInterrupted() throws Exception {
        FutureTask<Boolean> task =
                new FutureTask<>(
                        () -> {
                            Thread.currentThread().interrupt();
                            assertThat(sumOfSquares(team)).isEqualTo(332_833_500);
                            return Thread.currentThread().isInterrupted();
                        });
        Thread.ofPlatform().start(task);
        assertThat(task.get()).isTrue();
    }

    @Test
    void eachFrameMayBeAnotherThreads() throws Exception {
        for (int i = 0; i < 5; i++) {
            FutureTask<Long> task = new FutureTask<>(() -> sumOfSquares(team));
            (i % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform()).start(task);
            assertThat(task.get()).isEqualTo(332_833_500);
        }
    }

    /** 332,833,500: of 0 to 999, through frame memory. */
    private static long sumOfSquares(FrameTeam team) {
        Longs[] sums = new Longs[team.workers()];
        try (TeamFrame _ = team.begin()) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] = team.arena(i).longs(1);
            }
            team.parallelFor(
                    0,
                    1_000,
                    10,
                    (from, to, arena, worker) -> {
                        try (FrameScope chunk = arena.scope()) {
                            Longs squares = arena.longs(to - from);
                            for (int i = from; i < to; i++) {
                                squares.set(i - from, (long) i * i);
                                sums[worker].add(0, squares.get(i - from));
                            }
                        }
                    });
            long sum = 0;
            for (Longs each : sums) {
                sum += each.get(0);
            }
            return sum;
        }
    }

    private void onOneWorker(Runnable loop) {
        team.parallelFor(0, 1, 1, (from, to, arena, worker) -> loop.run());
    }
}
