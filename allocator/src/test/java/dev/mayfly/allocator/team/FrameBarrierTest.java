package dev.mayfly.allocator.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.error.BarrierMembershipException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrameBarrierTest {

    private final FrameAllocator memory = FrameAllocator.create();
    private final FrameBarrier barrier = new FrameBarrier();

    @AfterEach
    void everyoneHasLeft() {
        barrier.takeOutTheGone();
        assertThat(barrier.parties()).isZero();
        memory.close();
    }

    @Test
    void noneBeginsAFrameBeforeAllHaveEndedTheOneBefore() throws Exception {
        int threads = 4;
        int frames = 500;
        AtomicIntegerArray ended = new AtomicIntegerArray(frames);
        CountDownLatch joined = new CountDownLatch(threads);
        List<Running<Integer>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(
                    run(
                            () -> {
                                try (BarrierParty party = barrier.join(memory.arena())) {
                                    joined.countDown();
                                    joined.await();
                                    int inStep = 0;
                                    for (int frame = 0; frame < frames; frame++) {
                                        try (FrameScope _ = memory.arena().begin()) {
                                            memory.arena().floats(10);
                                            inStep +=
                                                    frame == 0 || ended.get(frame - 1) == threads
                                                            ? 1
                                                            : 0;
                                        }
                                        ended.incrementAndGet(frame);
                                        party.await();
                                    }
                                    return inStep;
                                }
                            }));
        }
        for (Running<Integer> each : all) {
            assertThat(each.result()).isEqualTo(frames);
        }
    }

    @Test
    void onePartyWaitsForNobody() throws Exception {
        try (BarrierParty party = barrier.join(memory.arena())) {
            for (int i = 0; i < 10; i++) {
                party.await();
            }
            assertThat(barrier).hasToString("frame barrier of 1 threads, in frame 10");
        }
        try (BarrierParty party = barrier.join(memory.arena())) {
            party.await();
        }
    }

    @Test
    void aThreadThatLeavesIsNotWaitedFor() throws Exception {
        CountDownLatch joined = new CountDownLatch(2);
        CountDownLatch leave = new CountDownLatch(1);
        Running<Integer> other =
                run(
                        () -> {
                            try (BarrierParty party = barrier.join(memory.arena())) {
                                joined.countDown();
                                joined.await();
                                party.await();
                                leave.await();
                                throw new IllegalStateException("leaves by failing");
                            }
                        });
        try (BarrierParty party = barrier.join(memory.arena())) {
            joined.countDown();
            joined.await();
            party.await();
            leave.countDown();
            for (int i = 0; i < 5; i++) {
                party.await();
            }
        }
        assertThatThrownBy(other::result).hasMessageContaining("leaves by failing");
    }

    @Test
    void aThreadThatDiesWithoutLeavingIsNotWaitedFor() throws Exception {
        try (BarrierParty party = barrier.join(memory.arena())) {
            run(() -> barrier.join(memory.arena())).result();
            party.await();
            Running<BarrierParty> arrives =
                    run(
                            () -> {
                                BarrierParty dying = barrier.join(memory.arena());
                                dying.await();
                                return dying;
                            });
            arrives.awaitWaiting();
            party.await();
            arrives.result();
            for (int i = 0; i < 5; i++) {
                party.await();
            }
            assertThat(barrier.parties()).isEqualTo(1);
        }
    }

    @Test
    void aThreadThatDiesWhileOthersWaitIsNoticed() throws Exception {
        CountDownLatch joined = new CountDownLatch(1);
        CountDownLatch die = new CountDownLatch(1);
        Running<BarrierParty> dying =
                run(
                        () -> {
                            BarrierParty party = barrier.join(memory.arena());
                            joined.countDown();
                            die.await();
                            return party;
                        });
        joined.await();
        Running<Boolean> waiter =
                run(
                        () -> {
                            try (BarrierParty party = barrier.join(memory.arena())) {
                                party.await();
                                return true;
                            }
                        });
        waiter.awaitWaiting();
        die.countDown();
        assertThat(waiter.result()).isTrue();
        dying.result();
    }

    @Test
    void aTimeoutNamesTheLateAndMayBeWaitedOnOrLeft() throws Exception {
        CountDownLatch joined = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Running<Boolean> late =
                run(
                        () -> {
                            Thread.currentThread().setName("physics");
                            try (BarrierParty party = barrier.join(memory.arena())) {
                                joined.countDown();
                                goOn.await();
                                party.await();
                                party.await();
                                party.await();
                                return true;
                            }
                        });
        joined.await();
        try (BarrierParty party = barrier.join(memory.arena())) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> party.await(1, TimeUnit.MILLISECONDS))
                        .isInstanceOf(TimeoutException.class)
                        .hasMessageContaining("After 1 ms")
                        .hasMessageContaining("'physics'");
            }
            goOn.countDown();
            party.await();
            party.await(1, TimeUnit.DAYS);
            assertThat(barrier).hasToString("frame barrier of 2 threads, in frame 2");
        }
        assertThat(late.result()).isTrue();
    }

    @Test
    void whoLeavesAfterATimeoutIsNotCountedTwiceAndNotWaitedFor() throws Exception {
        CountDownLatch joined = new CountDownLatch(2);
        CountDownLatch goOnOne = new CountDownLatch(1);
        CountDownLatch goOnTwo = new CountDownLatch(1);
        Running<Integer> one = run(() -> fiveFrames(joined, goOnOne));
        Running<Integer> two = run(() -> fiveFrames(joined, goOnTwo));
        joined.await();
        try (BarrierParty party = barrier.join(memory.arena())) {
            assertThatThrownBy(() -> party.await(1, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
        }
        assertThat(barrier).hasToString("frame barrier of 2 threads, in frame 0");
        goOnOne.countDown();
        one.awaitWaiting();
        assertThat(barrier).hasToString("frame barrier of 2 threads, in frame 0");
        goOnTwo.countDown();
        assertThat(one.result() + two.result()).isEqualTo(10);
    }

    private int fiveFrames(CountDownLatch joined, CountDownLatch goOn) throws InterruptedException {
        try (BarrierParty party = barrier.join(memory.arena())) {
            joined.countDown();
            while (goOn.getCount() > 0) {
                Thread.onSpinWait(); // so that who sees this thread wait sees it at the barrier
            }
            for (int i = 0; i < 5; i++) {
                party.await();
            }
            return 5;
        }
    }

    @Test
    void anInterruptedWaitCanBeTakenUpAgain() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (BarrierParty party = barrier.join(memory.arena())) {
            Running<Boolean> other =
                    run(
                            () -> {
                                try (BarrierParty its = barrier.join(memory.arena())) {
                                    assertThatThrownBy(its::await)
                                            .isInstanceOf(InterruptedException.class);
                                    interrupted.countDown();
                                    its.await();
                                    return true;
                                }
                            });
            other.awaitWaiting();
            other.thread().interrupt();
            interrupted.await();
            assertThat(barrier).hasToString("frame barrier of 2 threads, in frame 0");
            party.await();
            assertThat(other.result()).isTrue();
        }
    }

    @Test
    void arrivingWithTheFrameOpenIsRefusedAndDoesNotCount() throws Exception {
        FrameArena arena = memory.arena();
        try (BarrierParty party = barrier.join(arena)) {
            try (FrameScope _ = arena.begin()) {
                assertThatThrownBy(party::await)
                        .isInstanceOf(FrameOpenException.class)
                        .hasMessageContaining("End the frame first");
            }
            assertThat(barrier).hasToString("frame barrier of 1 threads, in frame 0");
            party.await();
        }
    }

    @Test
    void misuseIsNamed() throws Exception {
        FrameArena arena = memory.arena();
        BarrierParty party = barrier.join(arena);
        assertThatThrownBy(() -> barrier.join(arena))
                .isInstanceOf(BarrierMembershipException.class)
                .hasMessageContaining("takes part in");
        run(() -> {
                    assertThatThrownBy(party::await).isInstanceOf(ForeignThreadException.class);
                    assertThatThrownBy(party::close).isInstanceOf(ForeignThreadException.class);
                    assertThatThrownBy(() -> barrier.join(arena))
                            .isInstanceOf(ForeignThreadException.class);
                    return true;
                })
                .result();
        party.close();
        party.close();
        assertThatThrownBy(party::await)
                .isInstanceOf(BarrierMembershipException.class)
                .hasMessageContaining("has left");
        barrier.join(arena).close();
    }

    private static <T> Running<T> run(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        return new Running<>(task, Thread.ofPlatform().start(task));
    }

    private record Running<T>(FutureTask<T> task, Thread thread) {

        T result() throws Exception {
            T result = task.get();
            thread.join();
            return result;
        }

        /** Returns when the thread waits, or has ended. */
        void awaitWaiting() {
            while (thread.isAlive()
                    && thread.getState() != Thread.State.TIMED_WAITING
                    && thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
    }
}
