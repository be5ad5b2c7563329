package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.ScopeOrderException;

import org.junit.jupiter.api.Test;

class MarkTest extends ArenaFixture {

    @Test
    void rewindingEndsWhatWasTakenSinceTheMarkAndNothingElse() {
        try (FrameScope tick = arena.begin()) {
            Ints before = arena.ints(10);
            before.set(9, 7);
            long used = arena.used();
            long mark = arena.mark();
            Ints after = arena.ints(10);
            IntList list = arena.intList(4);

            arena.rewind(mark);

            assertThat(before.get(9)).isEqualTo(7);
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> after.get(0));
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> list.add(1));
            assertThat(arena.used()).isEqualTo(used);
        }
    }

    @Test
    void aMarkCanBeRewoundToAgainAndAgain() {
        try (FrameScope tick = arena.begin()) {
            long mark = arena.mark();
            long used = arena.used();
            for (int attempt = 0; attempt < 5; attempt++) {
                arena.floats(1_000);
                arena.allocate(100);
                arena.rewind(mark);
                assertThat(arena.used()).isEqualTo(used);
            }
        }
    }

    @Test
    void whatWasTakenSinceAMarkThatIsNotRewoundToLivesUntilTheScopeEnds() {
        try (FrameScope tick = arena.begin()) {
            Ints kept;
            try (FrameScope scope = arena.scope()) {
                arena.mark();
                kept = arena.ints(3);
                kept.set(2, 5);
                assertThat(kept.get(2)).isEqualTo(5);
            }
            assertThatExceptionOfType(ExpiredException.class).isThrownBy(() -> kept.get(2));
        }
    }

    @Test
    void rewindingToAnEarlierMarkEndsTheLaterOnes() {
        try (FrameScope tick = arena.begin()) {
            long early = arena.mark();
            long late = arena.mark();
            arena.rewind(early);

            assertThatExceptionOfType(ScopeOrderException.class)
                    .isThrownBy(() -> arena.rewind(late))
                    .withMessageContaining("not set")
                    .withMessageContaining("an earlier mark was rewound to");
            arena.rewind(early);
        }
    }

    @Test
    void aMarkIsGoneWithTheScopeThatItWasSetIn() {
        try (FrameScope tick = arena.begin()) {
            long mark;
            try (FrameScope scope = arena.scope()) {
                mark = arena.mark();
            }
            try (FrameScope scope = arena.scope()) {
                arena.mark();
                assertThatExceptionOfType(ScopeOrderException.class)
                        .isThrownBy(() -> arena.rewind(mark));
            }
        }
    }

    @Test
    void whatIsNoMarkIsRefusedAndNothingEnds() {
        try (FrameScope tick = arena.begin();
                FrameScope scope = arena.scope()) {
            Ints ints = arena.ints(3);
            for (long none : new long[] {0, -1, Long.MAX_VALUE}) {
                assertThatExceptionOfType(ScopeOrderException.class)
                        .isThrownBy(() -> arena.rewind(none))
                        .withMessageContaining("not set");
            }
            assertThat(arena.depth()).isEqualTo(2);
            assertThat(ints.get(2)).isZero();
        }
    }

    @Test
    void aMarkOfAnotherArenaIsRefused() {
        try (Scratch other = memory.scratch("other");
                FrameScope tick = arena.begin()) {
            arena.mark();
            long foreign = other.arena().mark();
            assertThatExceptionOfType(ScopeOrderException.class)
                    .isThrownBy(() -> arena.rewind(foreign));
        }
    }

    @Test
    void rewindingPastAnOpenScopeEndsItAndSaysSo() {
        try (FrameScope tick = arena.begin()) {
            long mark = arena.mark();
            FrameScope left = arena.scope(Tag.of("left open"));
            assertThatExceptionOfType(ScopeOrderException.class)
                    .isThrownBy(() -> arena.rewind(mark))
                    .withMessageContaining("left open")
                    .withMessageContaining("has ended now");
            assertThat(left.isOpen()).isFalse();
            arena.rewind(mark);
        }
    }

    @Test
    void aScopeClosesOverTheMarksInsideIt() {
        try (FrameScope tick = arena.begin()) {
            long used = arena.used();
            try (FrameScope scope = arena.scope()) {
                arena.mark();
                arena.ints(10);
                arena.mark();
                arena.ints(10);
            }
            assertThat(arena.used()).isEqualTo(used);
            assertThat(arena.depth()).isEqualTo(1);
        }
    }

    @Test
    void aListFromBeforeTheMarkKeepsWhatItGrewBy() {
        try (FrameScope tick = arena.begin()) {
            IntList list = arena.intList(4);
            long mark = arena.mark();
            for (int i = 0; i < 100; i++) {
                list.add(i);
            }
            arena.rewind(mark);
            for (int i = 0; i < 100; i++) {
                assertThat(list.get(i)).isEqualTo(i);
            }
        }
    }

    @Test
    void theTagOfTheScopeIsChargedAndNamed() {
        Tag tag = Tag.of("limited", 1_000);
        try (FrameScope tick = arena.begin()) {
            try (FrameScope scope = arena.scope(tag)) {
                arena.bytes(512);
                arena.mark();
                assertThatExceptionOfType(LimitExceededException.class)
                        .isThrownBy(() -> arena.bytes(512))
                        .satisfies(thrown -> assertThat(thrown.used()).isEqualTo(512))
                        .withMessageContaining("limited");
                arena.bytes(256);
            }
        }
        assertThat(arena.attributed(tag)).isEqualTo(768);
    }

    @Test
    void aScopeThatWasLeftOpenIsToldOfWhateverItsActionThrows() {
        try (FrameScope tick = arena.begin()) {
            long mark = arena.mark();
            IllegalStateException ofAction = new IllegalStateException("action");
            arena.scope()
                    .onClose(
                            () -> {
                                throw ofAction;
                            });

            assertThatExceptionOfType(ScopeOrderException.class)
                    .isThrownBy(() -> arena.rewind(mark))
                    .satisfies(thrown -> assertThat(thrown).hasSuppressedException(ofAction));

            arena.rewind(mark);
            assertThat(arena.depth()).isEqualTo(2);
        }
    }

    @Test
    void marksNeedAFrame() {
        assertThatExceptionOfType(NoFrameException.class).isThrownBy(arena::mark);
        assertThatExceptionOfType(NoFrameException.class).isThrownBy(() -> arena.rewind(1));
    }
}
