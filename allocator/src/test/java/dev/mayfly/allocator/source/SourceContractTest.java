package dev.mayfly.allocator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

@SameAtEveryLevel
class SourceContractTest {

    @Test
    void whatASourceGivesIsPassedOnWhole() {
        Memory memory = MemorySource.take(MemorySource.ofNative(), 1000, 8);
        assertThat(memory.segment().byteSize()).isEqualTo(1000);
        assertThat(memory.segment().maxByteAlignment()).isGreaterThanOrEqualTo(64);
        memory.segment().fill((byte) 1);
        memory.giveBack();
        assertThatThrownBy(() -> memory.segment().fill((byte) 2))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givingBackTwiceGivesBackOnce() {
        AtomicInteger times = new AtomicInteger();
        Memory memory = Memory.of(MemorySegment.ofArray(new long[1]), times::incrementAndGet);
        memory.giveBack();
        memory.giveBack();
        assertThat(times).hasValue(1);
    }

    @Test
    void memoryThatIsAlignedToWhatWasAskedForAndNoMoreIsPassedOn() {
        Memory memory = MemorySource.take(MemorySource.ofHeap(), 8, 8);
        assertThat(memory.segment().maxByteAlignment()).isEqualTo(8);
        memory.giveBack();
    }

    @Test
    void givingBackThatFailedIsTriedAgain() {
        AtomicInteger times = new AtomicInteger();
        Memory memory =
                Memory.of(
                        MemorySegment.ofArray(new long[1]),
                        () -> {
                            if (times.incrementAndGet() == 1) {
                                throw new IllegalStateException("not now");
                            }
                        });
        assertThatThrownBy(memory::giveBack).hasMessage("not now");
        memory.giveBack();
        memory.giveBack();
        assertThat(times).hasValue(2);
    }

    @Test
    void aDeclineNamesTheSizeTheAlignmentTheSourceAndTheReason() {
        MemorySource none = named((size, alignment) -> new Declined("it is full."));
        assertThatThrownBy(() -> MemorySource.take(none, 4711, 32))
                .isInstanceOf(OutOfNativeMemoryException.class)
                .hasMessageContainingAll(
                        "4711 bytes", "aligned to 32", "the test's", "it is full.");
    }

    @Test
    void anOutOfMemoryErrorCountsAsADecline() {
        MemorySource none =
                named(
                        (size, alignment) -> {
                            throw new OutOfMemoryError("no room");
                        });
        assertThatThrownBy(() -> MemorySource.take(none, 8, 8))
                .isInstanceOf(OutOfNativeMemoryException.class)
                .hasMessageContaining("no room");
    }

    @Test
    void aSourceThatThrowsIsNamedWithTheCause() {
        RuntimeException bug = new IllegalArgumentException("a bug");
        MemorySource throwing =
                named(
                        (size, alignment) -> {
                            throw bug;
                        });
        assertThatThrownBy(() -> MemorySource.take(throwing, 8, 8))
                .isInstanceOf(MemorySourceException.class)
                .hasMessageContainingAll("the test's", "a bug", "mend the source")
                .hasCause(bug);
    }

    @Test
    void aSourceThatAnswersNullIsNamed() {
        assertThatThrownBy(() -> MemorySource.take(named((size, alignment) -> null), 8, 8))
                .isInstanceOf(MemorySourceException.class)
                .hasMessageContaining("answered null");
    }

    @Test
    void aDeclineWithoutAReasonIsNamed() {
        assertThatThrownBy(() -> MemorySource.take(named((size, at) -> new Declined(null)), 8, 8))
                .isInstanceOf(MemorySourceException.class)
                .hasMessageContaining("says why");
    }

    @Test
    void memoryThatIsTooSmallIsGivenBackAndRefused() {
        assertRefused(MemorySegment.ofArray(new long[12]), "gave 96 bytes only");
    }

    @Test
    void memoryThatIsNotAlignedIsGivenBackAndRefused() {
        assertRefused(MemorySegment.ofArray(new byte[100]), "aligned to 1 bytes only");
        try (Arena arena = Arena.ofShared()) {
            assertRefused(
                    arena.allocate(200, 64).asSlice(4), "gave memory that is aligned to 4 bytes");
        }
    }

    @Test
    void memoryThatCannotBeWrittenIsGivenBackAndRefused() {
        assertRefused(MemorySegment.ofArray(new long[100]).asReadOnly(), "cannot be written");
    }

    @Test
    void memoryThatIsClosedIsGivenBackAndRefused() {
        MemorySegment closed;
        try (Arena arena = Arena.ofShared()) {
            closed = arena.allocate(100, 64);
        }
        assertRefused(closed, "arena is closed");
    }

    @Test
    void memoryForOneThreadIsGivenBackAndRefused() {
        try (Arena arena = Arena.ofConfined()) {
            assertRefused(arena.allocate(100, 64), "only one thread may use");
        }
    }

    @Test
    void aRefusalCarriesTheFailureToGiveBack() {
        RuntimeException second = new IllegalStateException("cannot take it back");
        MemorySource bad =
                (size, alignment) ->
                        Memory.of(
                                MemorySegment.ofArray(new long[1]),
                                () -> {
                                    throw second;
                                });
        assertThatThrownBy(() -> MemorySource.take(bad, 100, 8))
                .isInstanceOf(MemorySourceException.class)
                .hasSuppressedException(second);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void sizesBelowOneAreRefusedBeforeTheSourceIsAsked(long size) {
        assertThatThrownBy(() -> MemorySource.take(MemorySource.ofNative(), size, 8))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining(size + " bytes");
        assertThatThrownBy(() -> MemorySource.ofNative().request(size, 8))
                .isInstanceOf(InvalidSizeException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 3, 48, Long.MIN_VALUE})
    void alignmentsThatAreNoPowerOfTwoAreRefusedBeforeTheSourceIsAsked(long alignment) {
        assertThatThrownBy(() -> MemorySource.take(MemorySource.ofNative(), 8, alignment))
                .isInstanceOf(InvalidAlignmentException.class)
                .hasMessageContaining("aligned to " + alignment);
        assertThatThrownBy(() -> MemorySource.ofNative().request(8, alignment))
                .isInstanceOf(InvalidAlignmentException.class);
    }

    @Test
    void everySourceRefusesArgumentsThatAreWrongForAny(@TempDir Path dir) throws IOException {
        try (ReservedSource reserved = new ReservedSource(1 << 20);
                MappedFileSource mapped = MappedFileSource.create(dir.resolve("file"), 1 << 20)) {
            for (MemorySource source :
                    List.of(
                            MemorySource.ofNative(),
                            MemorySource.ofHeap(),
                            MemorySource.firstOf(MemorySource.ofHeap(), MemorySource.ofNative()),
                            new QuotaSource(1 << 20, MemorySource.ofHeap()),
                            new CountingSource(MemorySource.ofHeap()),
                            HugePageSource.transparent(),
                            HugePageSource.explicit(),
                            new NumaSource(0),
                            reserved,
                            mapped)) {
                for (long size : new long[] {0, -1, Long.MIN_VALUE}) {
                    assertThatThrownBy(() -> source.request(size, 8))
                            .as("%s", source)
                            .isInstanceOf(InvalidSizeException.class);
                }
                for (long alignment : new long[] {0, -8, 3, 48}) {
                    assertThatThrownBy(() -> source.request(8, alignment))
                            .as("%s", source)
                            .isInstanceOf(InvalidAlignmentException.class);
                }
            }
        }
    }

    @Test
    void theNativeSourceDeclinesWhatTheSystemDoesNotHave() {
        assertThat(MemorySource.ofNative().request(1L << 60, 8))
                .isInstanceOfSatisfying(
                        Declined.class,
                        declined ->
                                assertThat(declined.reason()).contains("give the process more"));
    }

    private static void assertRefused(MemorySegment given, String what) {
        AtomicInteger back = new AtomicInteger();
        MemorySource bad = named((size, alignment) -> Memory.of(given, back::incrementAndGet));
        assertThatThrownBy(() -> MemorySource.take(bad, 100, 8))
                .isInstanceOf(MemorySourceException.class)
                .hasMessageContainingAll("the test's", "100 bytes", "aligned to 8", what);
        assertThat(back).as("times given back").hasValue(1);
    }

    private static MemorySource named(MemorySource source) {
        return new MemorySource() {
            @Override
            public Answer request(long byteSize, long byteAlignment) {
                return source.request(byteSize, byteAlignment);
            }

            @Override
            public String toString() {
                return "the test's";
            }
        };
    }
}
