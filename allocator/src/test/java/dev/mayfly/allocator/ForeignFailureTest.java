package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.source.Answer;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.allocator.source.QuotaSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Code of the program that throws whatever there is, checked exceptions as Kotlin's included: what
 * it throws comes out as what is promised, and the steps behind the call are done.
 */
class ForeignFailureTest {

    enum Kind {
        UNCHECKED(new IllegalStateException("of the program")),
        CHECKED(new IOException("of the program")),
        ERROR(new AssertionError("of the program"));

        final Throwable thrown;

        Kind(Throwable thrown) {
            this.thrown = thrown;
        }

        void raise() {
            Kind.<RuntimeException>raise(thrown);
        }

        @SuppressWarnings("unchecked")
        private static <E extends Throwable> void raise(Throwable any) throws E {
            throw (E) any;
        }
    }

    /** A source that fails when it is told to. */
    private static final class Unreliable implements MemorySource {
        private final MemorySource source = new CountingSource(MemorySource.ofNative());
        private Kind failing;
        private boolean mute;

        @Override
        public Answer request(long byteSize, long byteAlignment) {
            fail();
            Memory memory = MemorySource.take(source, byteSize, byteAlignment);
            return Memory.of(
                    memory.segment(),
                    () -> {
                        fail();
                        memory.giveBack();
                    });
        }

        private void fail() {
            if (failing != null) {
                failing.raise();
            }
        }

        long piecesOut() {
            return ((CountingSource) source).piecesOut();
        }

        @Override
        public String toString() {
            if (mute) {
                throw new UnsupportedOperationException("no name");
            }
            return "an unreliable source";
        }
    }

    private final Unreliable source = new Unreliable();

    @ParameterizedTest
    @EnumSource
    void aSourceThatThrowsIsNamedWhereverMemoryIsAskedFor(Kind kind) {
        FrameAllocator memory = FrameAllocator.create(source);
        TagGroup group = TagGroup.of("charged", 1 << 20);
        QuotaSource quota = new QuotaSource(1 << 20, source);
        MemorySource charged = group.charged(source);
        source.failing = kind;
        assertNamed(kind, () -> MemorySource.take(source, 64, 8));
        assertNamed(kind, () -> quota.request(64, 8));
        assertNamed(kind, () -> new CountingSource(source).request(64, 8));
        assertNamed(kind, () -> MemorySource.firstOf(source).request(64, 8));
        assertNamed(kind, () -> MemorySource.take(charged, 64, 8));
        try (FrameScope _ = memory.arena().begin()) {
            assertNamed(kind, () -> memory.arena().allocate(64, 8));
        }
        assertThat(quota.usedBytes()).isZero();
        assertThat(group.used()).isZero();
        source.failing = null;
        memory.close();
        assertThat(source.piecesOut()).isZero();
    }

    private static void assertNamed(Kind kind, Runnable asking) {
        assertThatExceptionOfType(MemorySourceException.class)
                .isThrownBy(asking::run)
                .withMessageContaining("an unreliable source")
                .withStackTraceContaining(kind.thrown.toString());
    }

    @ParameterizedTest
    @EnumSource
    void aPromotedSliceThatIsNotTakenBackIsChargedToNobody(Kind kind) {
        FrameAllocator memory = FrameAllocator.create(source);
        TagGroup group = TagGroup.of("levels", 1 << 20);
        Tag tag = Tag.of("level").in(group);
        for (int i = 0; i < 9; i++) {
            Promotion<MemorySegment> level = promoted(memory, tag);
            source.failing = kind;
            assertNamed(kind, level::close);
            source.failing = null;
        }
        assertThat(group.used()).isZero();
        assertThat(memory.promoted()).isEmpty();
        promoted(memory, tag).close(); // the group has room
        memory.close(); // tries again
        assertThat(source.piecesOut()).isZero();
        assertThat(memory.nativeBytes()).isZero();
    }

    private static Promotion<MemorySegment> promoted(FrameAllocator memory, Tag tag) {
        FrameArena arena = memory.arena();
        try (FrameScope _ = arena.begin(tag)) {
            return arena.promote(arena.allocate(100_000, 8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingTriesAgainWhatASourceHasNotTakenBack(Kind kind) {
        FrameAllocator memory = FrameAllocator.create(source);
        List<Promotion<MemorySegment>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(promoted(memory, Tag.of("kept")));
        }
        all.forEach(Promotion::close);
        try (FrameScope _ = memory.arena().begin()) {
            memory.arena().allocate(3 << 20, 8);
            memory.arena().allocate(3 << 20, 8);
        }
        source.failing = kind;
        assertNamed(kind, memory::close);
        source.failing = null;
        memory.close();
        assertThat(source.piecesOut()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void memoryThatWasNotTakenBackCanBeGivenBackAgain(Kind kind) {
        QuotaSource quota = new QuotaSource(1 << 20, source);
        Memory memory = MemorySource.take(quota, 64, 8);
        source.failing = kind;
        assertThat(catchThrowable(memory::giveBack)).isSameAs(kind.thrown);
        assertThat(quota.usedBytes()).isEqualTo(64);
        source.failing = null;
        memory.giveBack();
        assertThat(quota.usedBytes()).isZero();
        assertThat(source.piecesOut()).isZero();
    }

    @Test
    void aSourceWithoutAWordForItselfDoesNotHideWhatIsWrong() {
        FrameAllocator memory = FrameAllocator.create(source);
        promoted(memory, Tag.of("kept")).close();
        try (FrameScope _ = memory.arena().begin()) {
            memory.arena().allocate(3 << 20, 8);
        }
        source.mute = true;
        assertThat(TagGroup.of("mute", 64).charged(source).toString()).contains("Unreliable");
        source.failing = Kind.UNCHECKED;
        assertThatExceptionOfType(MemorySourceException.class)
                .isThrownBy(() -> MemorySource.take(source, 64, 8))
                .withMessageContaining("Unreliable")
                .withStackTraceContaining("of the program");
        assertThatExceptionOfType(MemorySourceException.class)
                .isThrownBy(memory::close)
                .withMessageContaining("Unreliable");
        source.failing = null;
        memory.close();
        assertThat(source.piecesOut()).isZero();
    }

    @Test
    void anEvictionListenerThatThrowsWhateverNotAnErrorIsARefusal() {
        for (Kind kind : Kind.values()) {
            TagGroup group = TagGroup.of("full", 1_024);
            group.onFull((full, bytes) -> kind.raise());
            MemorySource charged = group.charged(source);
            if (kind == Kind.ERROR) {
                assertThat(catchThrowable(() -> charged.request(2_048, 8))).isSameAs(kind.thrown);
            } else {
                try (FrameAllocator memory = FrameAllocator.create();
                        FrameScope _ = memory.arena().begin(Tag.of("in it").in(group))) {
                    FrameArena arena = memory.arena();
                    assertThatExceptionOfType(LimitExceededException.class)
                            .isThrownBy(() -> arena.allocate(2_048, 8))
                            .satisfies(
                                    refusal ->
                                            assertThat(refusal.getSuppressed())
                                                    .contains(kind.thrown));
                    arena.allocate(64, 8); // asked as ever
                }
            }
            assertThat(group.used()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRingAndAScratchGiveAllBackWhateverTheirActionsThrow(Kind kind) {
        FrameAllocator memory = FrameAllocator.create();
        FrameRing ring = memory.ring("ring", 3, ArenaSettings.defaults(), source);
        for (int i = 0; i < 3; i++) {
            ring.begin().allocate(1_000, 8);
            ring.end();
        }
        FrameArena last = ring.begin();
        last.scope().onClose(kind::raise);
        assertThat(catchThrowable(ring::close)).isNotNull();
        Scratch scratch = memory.scratch("scratch", ArenaSettings.defaults(), source);
        scratch.arena().scope().onClose(kind::raise);
        assertThat(catchThrowable(scratch::close)).isNotNull();
        assertThat(source.piecesOut()).isZero();
        memory.close();
    }

    @Test
    void aRingGivesBackEveryArenaWhereTheActionsOfSeveralThrow() {
        FrameAllocator memory = FrameAllocator.create();
        FrameRing ring = memory.ring("ring", 3, ArenaSettings.defaults(), source);
        for (int i = 0; i < 2; i++) {
            FrameArena arena = ring.begin();
            arena.allocate(1_000, 8);
            arena.scope().onClose(Kind.CHECKED::raise);
            Throwable thrown = catchThrowable(ring::end);
            assertThat(ring.isOpen()).as("after %s", thrown).isFalse();
        }
        FrameArena arena = ring.begin();
        arena.allocate(1_000, 8);
        arena.scope().onClose(Kind.ERROR::raise);
        assertThatThrownBy(ring::close).isNotNull();
        assertThat(ring.used()).isZero();
        assertThat(source.piecesOut()).isZero();
        memory.close();
    }
}
