package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.ScopeOrderException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class FrameRingTest extends ArenaFixture {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void whatWasTakenIsValidUntilAllFurtherFramesHaveEnded(int frames) {
        try (FrameRing ring = memory.ring("ring", frames)) {
            List<Ints> taken = new ArrayList<>();
            for (int now = 0; now < 30; now++) {
                Ints mine = ring.begin().ints(5);
                mine.set(4, now);
                taken.add(mine);
                for (int at = Math.max(0, now - frames + 1); at <= now; at++) {
                    assertThat(taken.get(at).get(4)).isEqualTo(at);
                }
                ring.end();
                for (int at = Math.max(0, now - frames + 2); at <= now; at++) {
                    assertThat(taken.get(at).get(4)).isEqualTo(at);
                }
                if (now >= frames - 1) {
                    Ints ended = taken.get(now - frames + 1);
                    assertThatExceptionOfType(ExpiredException.class)
                            .isThrownBy(() -> ended.get(4));
                }
            }
        }
    }

    @Test
    void anEndedFrameGivesNothingMoreAndItsListsDoNotGrow() {
        try (FrameRing ring = memory.ring("to renderer", 2)) {
            FrameArena frame = ring.begin();
            IntList list = frame.intList(4);
            list.add(1);
            ring.end();

            assertThatExceptionOfType(NoFrameException.class)
                    .isThrownBy(() -> frame.ints(1))
                    .withMessageContaining("to renderer")
                    .withMessageContaining("kept for what was taken");
            assertThatExceptionOfType(NoFrameException.class).isThrownBy(() -> frame.allocate(0));
            assertThatExceptionOfType(NoFrameException.class)
                    .isThrownBy(
                            () -> {
                                for (int i = 0; i < 100; i++) {
                                    list.add(i);
                                }
                            });
            assertThat(list.get(0)).isEqualTo(1);
        }
    }

    @Test
    void anotherThreadMayReadWhatAnEndedFrameLeft() {
        try (FrameRing ring = memory.ring("to renderer", 2)) {
            FrameArena frame = ring.begin();
            Ints ints = frame.ints(3);
            ints.set(2, 9);
            MemorySegment slice = frame.allocate(8, 8);
            slice.set(ValueLayout.JAVA_LONG, 0, 77);
            ring.end();

            assertThat(CompletableFuture.supplyAsync(() -> ints.get(2)).join()).isEqualTo(9);
            assertThat(
                            CompletableFuture.supplyAsync(() -> slice.get(ValueLayout.JAVA_LONG, 0))
                                    .join())
                    .isEqualTo(77);
        }
    }

    @Test
    void aScopeLeftOpenEndsWithItsFrameAndIsNamed() {
        try (FrameRing ring = memory.ring("ring", 2)) {
            FrameArena frame = ring.begin();
            Ints ofFrame = frame.ints(1);
            frame.scope(Tag.of("left open"));
            Ints ofScope = frame.ints(1);
            assertThatExceptionOfType(ScopeOrderException.class)
                    .isThrownBy(ring::end)
                    .withMessageContaining("left open");
            assertThat(ofFrame.get(0)).isZero();
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> ofScope.get(0));
            assertThat(ring.isOpen()).isFalse();
            ring.begin();
            ring.end();
        }
    }

    @Test
    void aSteadyRingTakesNothingMoreFromTheSystem() {
        // In paranoid what was released is held back for some frames.
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        try (FrameRing ring = memory.ring("ring", 3)) {
            for (int i = 0; i < 10; i++) {
                frameOf(ring);
            }
            long held = memory.nativeBytes();
            for (int i = 0; i < 1_000; i++) {
                frameOf(ring);
                assertThat(memory.nativeBytes()).isLessThanOrEqualTo(held);
            }
        }
    }

    private static void frameOf(FrameRing ring) {
        FrameArena frame = ring.begin();
        frame.allocate(200 << 10, 64);
        frame.floats(1_000);
        ring.end();
    }

    @Test
    void closingEndsEveryFrameAndNoFurtherOneBegins() {
        FrameRing ring = memory.ring("ring", 2);
        Ints first = ring.begin().ints(1);
        ring.end();
        Ints second = ring.begin().ints(1);
        ring.close();
        ring.close();

        assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> first.get(0));
        assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> second.get(0));
        assertThatExceptionOfType(AllocatorClosedException.class)
                .isThrownBy(ring::begin)
                .withMessageContaining("'ring'");
        assertThat(ring.used()).isZero();
    }

    @Test
    void aFrameThatFollowsAKeptOneOnTheSameArenaTakesAndIsLimitedAsUsual() {
        try (FrameRing ring = memory.ring("ring", 1)) {
            ring.begin().ints(1);
            ring.end();
            FrameArena again = ring.begin(Tag.of("small", 64));
            again.ints(1);
            assertThatExceptionOfType(LimitExceededException.class)
                    .isThrownBy(() -> again.ints(100))
                    .withMessageContaining("small");
            ring.end();
        }
    }

    @Test
    void framesOfARingAreBegunAndEndedInTurn() {
        try (FrameRing ring = memory.ring("ring", 2)) {
            assertThatExceptionOfType(NoFrameException.class).isThrownBy(ring::end);
            ring.begin(Tag.of("upload"));
            assertThatExceptionOfType(FrameOpenException.class)
                    .isThrownBy(ring::begin)
                    .withMessageContaining("upload");
            ring.end();
            assertThatExceptionOfType(NoFrameException.class).isThrownBy(ring::end);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 17})
    void aRingHasOneToSixteenFrames(int frames) {
        assertThatExceptionOfType(InvalidSizeException.class)
                .isThrownBy(() -> memory.ring("odd", frames))
                .withMessageContaining("odd")
                .withMessageContaining("1 to 16");
    }

    @Test
    void theRingOfADeadThreadGivesItsMemoryBack() throws InterruptedException {
        Thread owner =
                new Thread(
                        () -> {
                            FrameRing ring = memory.ring("ring", 2);
                            ring.begin().allocate(40 << 20, 64);
                            ring.end();
                        });
        owner.start();
        owner.join();
        assertThat(memory.nativeBytes()).isGreaterThanOrEqualTo(40 << 20);
        Thread another = new Thread(memory::arena);
        another.start();
        another.join();
        assertThat(memory.nativeBytes()).isLessThan(40 << 20);
    }

    @Test
    void theEndTellsOfBothFramesThatItEnds() {
        Tag soft = Tag.of("soft").withSoftLimit(1);
        IllegalStateException ofListener = new IllegalStateException("listener");
        memory.onSoftLimit(
                (_, _, _) -> {
                    throw ofListener;
                });
        try (FrameRing ring = memory.ring("ring", 2)) {
            ring.begin(soft).ints(5);
            ring.end();
            ring.begin().scope();

            assertThatExceptionOfType(ScopeOrderException.class)
                    .isThrownBy(ring::end)
                    .satisfies(thrown -> assertThat(thrown).hasSuppressedException(ofListener));

            assertThat(ring.used()).isZero();
        }
    }
}
