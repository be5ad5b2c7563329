package dev.mayfly.allocator.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.error.ScopeOrderException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Bodies that throw, and misuse. */
class TeamFailureTest extends TeamFixture {

    private static final FrameTeam.Body NOTHING = (from, to, arena, worker) -> {};
    private static final Tag TIGHT = Tag.of("tight", 1_024);

    @Test
    void whatABodyThrowsReachesTheCallerAndNoFurtherChunkBegins() {
        for (int bad = 0; bad < 3; bad++) {
            int thrower = bad;
            IllegalStateException failure = new IllegalStateException("body");
            AtomicInteger chunks = new AtomicInteger();
            FrameTeam.Body body =
                    (from, to, arena, worker) -> {
                        chunks.incrementAndGet();
                        if (from == 100 + thrower) {
                            throw failure;
                        }
                    };
            try (TeamFrame _ = team.begin()) {
                assertThatThrownBy(() -> team.parallelFor(0, 100_000_000, 1, body))
                        .isSameAs(failure);
                assertThat(chunks.get()).isBetween(101, 99_999_999);
                assertAtRestInItsFrame();
            }
            nextFrameWorks();
        }
    }

    @Test
    void whatSeveralWorkersThrowComesTogether() {
        for (int round = 0; round < 20; round++) {
            try (TeamFrame _ = team.begin()) {
                Throwable thrown =
                        catchThrowable(
                                () ->
                                        onEveryWorker(
                                                team,
                                                (from, to, arena, worker) -> {
                                                    arena.scope();
                                                    arena.scope();
                                                    arena.floats(100);
                                                    arena.allocate(1_000, 8);
                                                    throw new IllegalStateException("" + worker);
                                                }));
                assertThat(thrown).isInstanceOf(IllegalStateException.class);
                assertThat(thrown.getSuppressed()).hasSize(WORKERS - 1);
                assertAtRestInItsFrame();
            }
            nextFrameWorks();
        }
    }

    @Test
    void oneObjectThrownByAllIsThrownOnce() {
        IllegalStateException failure = new IllegalStateException("kept");
        try (TeamFrame _ = team.begin()) {
            assertThatThrownBy(
                            () ->
                                    onEveryWorker(
                                            team,
                                            (from, to, arena, worker) -> {
                                                throw failure;
                                            }))
                    .isSameAs(failure)
                    .hasNoSuppressedExceptions();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void errorsAndUndeclaredExceptionsAreThrownAsTheyAre(int thrower) {
        for (Throwable failure : new Throwable[] {new AssertionError("e"), new IOException("c")}) {
            try (TeamFrame _ = team.begin()) {
                assertThatThrownBy(
                                () ->
                                        onEveryWorker(
                                                team,
                                                (from, to, arena, worker) -> {
                                                    if (worker == thrower) {
                                                        TeamFailureTest.<RuntimeException>rethrow(
                                                                failure);
                                                    }
                                                }))
                        .isSameAs(failure);
            }
        }
    }

    @Test
    void aLimitHoldsForEachWorker() {
        try (TeamFrame _ = team.begin(TIGHT)) {
            onEveryWorker(team, (from, to, arena, worker) -> arena.bytes(1_000));
            assertThatThrownBy(
                            () ->
                                    onEveryWorker(
                                            team,
                                            (from, to, arena, worker) -> {
                                                if (worker == 1) {
                                                    arena.bytes(1_000);
                                                }
                                            }))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("tight");
            assertThat(team.used()).isEqualTo(3 * 1_024);
        }
    }

    @Test
    void aScopeThatABodyLeavesOpenIsEndedAndNamed() {
        try (TeamFrame _ = team.begin()) {
            assertThatThrownBy(
                            () ->
                                    team.parallelFor(
                                            0, 1, 1, (from, to, arena, worker) -> arena.scope()))
                    .isInstanceOf(ScopeOrderException.class)
                    .hasMessageContaining("got 1 open scopes and left 2");
            assertAtRestInItsFrame();
        }
    }

    @Test
    void aBodyThatEndsTheFrameOfItsArenaIsNamed() {
        TeamFrame tick = team.begin();
        assertThatThrownBy(
                        () ->
                                onEveryWorker(
                                        team,
                                        (from, to, arena, worker) -> {
                                            if (worker == 1) {
                                                arena.end();
                                            }
                                        }))
                .isInstanceOf(ScopeOrderException.class)
                .hasMessageContaining("got 1 open scopes and left 0");
        assertThatThrownBy(tick::close).isInstanceOf(NoFrameException.class);
        nextFrameWorks();
    }

    @Test
    void aLoopInABodyThatFailsLeavesTheArenaAsItFoundIt() {
        try (TeamFrame _ = team.begin()) {
            onEveryWorker(
                    team,
                    (from, to, arena, worker) -> {
                        try (FrameScope outer = arena.scope()) {
                            Ints kept = arena.ints(1);
                            assertThatThrownBy(
                                            () ->
                                                    team.parallelFor(
                                                            0,
                                                            9,
                                                            1,
                                                            (a, b, inner, number) -> {
                                                                inner.scope();
                                                                throw new IllegalStateException();
                                                            }))
                                    .isInstanceOf(IllegalStateException.class);
                            assertThat(arena.depth()).isEqualTo(2);
                            kept.set(0, 1);
                        }
                    });
        }
    }

    @Test
    void framesDoNotNestAndEndOnce() {
        TeamFrame tick = team.begin();
        assertThatThrownBy(team::begin)
                .isInstanceOf(FrameOpenException.class)
                .hasMessageContaining("a frame team of 3");
        assertThatThrownBy(team::close).isInstanceOf(FrameOpenException.class);
        assertThat(tick.isOpen()).isTrue();
        tick.close();
        assertThat(tick.isOpen()).isFalse();
        assertThatThrownBy(tick::close).isInstanceOf(ScopeOrderException.class);
        nextFrameWorks();
    }

    @Test
    void aFrameBegunOnOneArenaAloneIsInTheWayAndNothingChanges() {
        team.arena(1).begin();
        assertThatThrownBy(team::begin).isInstanceOf(FrameOpenException.class);
        assertThat(team.arena(0).isOpen()).isFalse();
        team.arena(1).end();
        nextFrameWorks();
    }

    @Test
    void scopesThatTheCallerLeftOpenEndWithTheFrameAndAreNamed() {
        TeamFrame tick = team.begin();
        team.arena(0).scope();
        team.arena(2).scope();
        assertThatThrownBy(tick::close)
                .isInstanceOf(ScopeOrderException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
        nextFrameWorks();
    }

    @Test
    void aBodyMayNeitherEndNorBeginItsTeamsFrame() {
        try (TeamFrame tick = team.begin()) {
            onEveryWorker(
                    team,
                    (from, to, arena, worker) -> {
                        assertThatThrownBy(tick::close)
                                .isInstanceOf(ScopeOrderException.class)
                                .hasMessageContaining("in a body");
                        assertThatThrownBy(team::begin).isInstanceOf(FrameOpenException.class);
                        arena.floats(1);
                    });
            assertThat(tick.isOpen()).isTrue();
        }
    }

    @Test
    void loopsOutsideOfAFrameAreRefused() {
        assertThatThrownBy(() -> team.parallelFor(0, 1, 1, NOTHING))
                .isInstanceOf(NoFrameException.class)
                .hasMessageContaining("parallelFor");
        assertThatThrownBy(() -> team.parallelFor(0, 0, 1, NOTHING))
                .isInstanceOf(NoFrameException.class);
    }

    @Test
    void anotherThreadIsRefused() throws Exception {
        TeamFrame tick = team.begin();
        FutureTask<Boolean> task =
                new FutureTask<>(
                        () -> {
                            assertThatThrownBy(() -> team.parallelFor(0, 1, 1, NOTHING))
                                    .isInstanceOf(ForeignThreadException.class)
                                    .hasMessageContaining("a frame team of 3");
                            assertThatThrownBy(tick::close)
                                    .isInstanceOf(ForeignThreadException.class);
                            assertThatThrownBy(team::begin).isInstanceOf(FrameOpenException.class);
                            return tick.isOpen();
                        });
        Thread.ofPlatform().start(task);
        assertThat(task.get()).isTrue();
        tick.close();
    }

    @Test
    void rangesAndSizesThatMakeNoSenseAreRefused() {
        try (TeamFrame _ = team.begin()) {
            assertThatThrownBy(() -> team.parallelFor(2, 1, 1, NOTHING))
                    .isInstanceOf(InvalidSizeException.class)
                    .hasMessageContaining("from 2 to 1");
            for (int grain : new int[] {0, -1}) {
                assertThatThrownBy(() -> team.parallelFor(0, 9, grain, NOTHING))
                        .isInstanceOf(InvalidSizeException.class)
                        .hasMessageContaining("chunks of " + grain);
            }
        }
        for (int workers : new int[] {0, -1, 1 << 15}) {
            assertThatThrownBy(() -> FrameTeam.create(memory, workers))
                    .isInstanceOf(InvalidSizeException.class);
        }
        for (int worker : new int[] {-1, WORKERS}) {
            assertThatThrownBy(() -> team.arena(worker))
                    .isInstanceOf(OutOfBoundsException.class)
                    .hasMessageContaining("use 0 to 2");
        }
    }

    @Test
    void aPoolThatWasShutDownIsRefusedAndTheTeamStaysSound() {
        ForkJoinPool pool = new ForkJoinPool(2);
        try (FrameTeam orphan = FrameTeam.create(memory, pool)) {
            pool.shutdownNow();
            for (int round = 0; round < 2; round++) {
                try (TeamFrame _ = orphan.begin()) {
                    assertThatThrownBy(() -> orphan.parallelFor(0, 100, 1, NOTHING))
                            .isInstanceOf(RejectedExecutionException.class);
                }
            }
        }
    }

    @Test
    void aTeamThatWasClosedIsRefused() {
        FrameTeam other = FrameTeam.create(memory, 2);
        other.close();
        other.close();
        assertThatThrownBy(other::begin)
                .isInstanceOf(AllocatorClosedException.class)
                .hasMessageContaining("team was closed");
        FrameAllocator gone = FrameAllocator.create();
        FrameTeam left = FrameTeam.create(gone, 2);
        gone.close();
        assertThatThrownBy(left::begin).isInstanceOf(AllocatorClosedException.class);
        assertThatThrownBy(() -> FrameTeam.create(gone, 2))
                .isInstanceOf(AllocatorClosedException.class);
        left.close();
    }

    private void assertAtRestInItsFrame() {
        for (int i = 0; i < WORKERS; i++) {
            assertThat(team.arena(i).depth()).isEqualTo(1);
            assertThat(team.arena(i).used()).isZero();
            assertThat(team.arena(i).owner()).isSameAs(Thread.currentThread());
        }
    }

    private void nextFrameWorks() {
        try (TeamFrame _ = team.begin()) {
            onEveryWorker(team, (from, to, arena, worker) -> arena.floats(10).set(9, 1f));
            assertThat(team.used()).isEqualTo(WORKERS * 16L * Float.BYTES);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void whatABodyThrewIsNotLostWhereAnActionOfItsScopeThrowsAnError() {
        for (int worker = 0; worker < WORKERS; worker++) {
            int failing = worker;
            AtomicInteger running = new AtomicInteger();
            try (TeamFrame _ = team.begin()) {
                Throwable thrown =
                        catchThrowable(
                                () ->
                                        onEveryWorker(
                                                team,
                                                (from, to, arena, index) -> {
                                                    running.incrementAndGet();
                                                    if (index == failing) {
                                                        arena.scope().onClose(() -> fail("action"));
                                                        throw new IllegalStateException("body");
                                                    }
                                                    running.decrementAndGet();
                                                }));
                assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("body");
                assertThat(thrown.getSuppressed())
                        .anySatisfy(each -> assertThat(each).hasMessage("action"));
                assertThat(running).hasValue(1);
                team.parallelFor(0, 10, 1, NOTHING); // as ever
            }
        }
    }

    private static void fail(String message) {
        throw new AssertionError(message);
    }

    @Test
    void aListenerThatIsToldWhenTheTeamsFrameEndsCannotEndItAgain() {
        TeamFrame frame = team.begin(Tag.of("soft").withSoftLimit(64));
        AtomicInteger told = new AtomicInteger();
        memory.onSoftLimit(
                (arena, tag, used) -> {
                    told.incrementAndGet();
                    frame.close();
                });
        onEveryWorker(team, (from, to, arena, worker) -> arena.allocate(1_000, 8));
        assertThatThrownBy(frame::close).isInstanceOf(ScopeOrderException.class);
        assertThat(told).hasValue(WORKERS);
        try (TeamFrame _ = team.begin()) {
            team.parallelFor(0, 10, 1, NOTHING);
        }
    }
}
