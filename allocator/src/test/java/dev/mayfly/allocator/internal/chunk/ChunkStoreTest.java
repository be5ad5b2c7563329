package dev.mayfly.allocator.internal.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.SameAtEveryLevel;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.source.Answer;
import dev.mayfly.allocator.source.Declined;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

@SameAtEveryLevel
class ChunkStoreTest {

    /** Gives heap memory in whole pages, and notes what it was asked for. */
    private static final class Pages implements MemorySource {
        private static final long PAGE = 4096;
        private final List<Long> asked = new ArrayList<>();
        private boolean full;
        private boolean failsToTakeBack;
        private int out;

        @Override
        public Answer request(long byteSize, long byteAlignment) {
            if (full) {
                return new Declined("full.");
            }
            if (byteAlignment > 8) {
                return new Declined("aligned to 8 only.");
            }
            asked.add(byteSize);
            out++;
            long longs = Math.ceilDiv(byteSize, PAGE) * PAGE / Long.BYTES;
            return Memory.of(MemorySegment.ofArray(new long[(int) longs]), this::takeBack);
        }

        private void takeBack() {
            if (failsToTakeBack) {
                throw new IllegalStateException("cannot");
            }
            out--;
        }
    }

    private final Pages pages = new Pages();
    private final ChunkStore store = new ChunkStore(pages);

    @Test
    void aFreeChunkIsTakenAgainByWhatItWasAskedFor() {
        Chunk first = store.take(100, 8);
        assertThat(first.size()).isEqualTo(Pages.PAGE);
        store.give(first);
        assertThat(store.take(60, 8)).isSameAs(first);
        assertThat(pages.asked).containsExactly(100L);
    }

    @Test
    void aFreeChunkOverTwiceOfWhatIsWantedIsLeft() {
        store.give(store.take(10_000, 8));
        store.take(4_000, 8);
        assertThat(pages.asked).containsExactly(10_000L, 4_000L);
    }

    @Test
    void aFreeChunkThatIsNotAlignedEnoughIsLeft() {
        store.give(store.take(100, 8));
        assertThatThrownBy(() -> store.take(100, 64))
                .isInstanceOf(OutOfNativeMemoryException.class)
                .hasMessageContaining("aligned to 8 only");
        assertThat(store.freeBytes()).isEqualTo(Pages.PAGE);
        assertThat(store.takenBytes()).isZero();
    }

    @Test
    void moreThanIsRetainedGoesBackToTheSource() {
        Chunk large = store.take(ChunkStore.RETAINED_BYTES + 1, 8);
        store.give(large);
        assertThat(pages.out).isZero();
        assertThat(store.freeBytes()).isZero();
    }

    @Test
    void aDeclineChangesNothing() {
        Chunk held = store.take(100, 8);
        pages.full = true;
        assertThatThrownBy(() -> store.take(200, 8))
                .isInstanceOf(OutOfNativeMemoryException.class)
                .hasMessageContaining("full.");
        assertThat(store.takenBytes()).isEqualTo(held.size());
        pages.full = false;
        assertThat(store.take(200, 8).size()).isEqualTo(Pages.PAGE);
    }

    @Test
    void closingGivesEverythingBackOnce() {
        store.give(store.take(100, 8));
        Chunk held = store.take(50_000, 8);
        store.close();
        store.give(held);
        assertThat(pages.out).isZero();
    }

    @Test
    void aFailureToTakeBackIsThrownByTheNextTakeFromTheSource() {
        Chunk large = store.take(ChunkStore.RETAINED_BYTES + 1, 8);
        pages.failsToTakeBack = true;
        store.give(large);
        assertThatThrownBy(() -> store.take(100, 8))
                .isInstanceOf(MemorySourceException.class)
                .hasMessageContaining("failed to take back a chunk of")
                .hasRootCauseMessage("cannot");
        assertThat(store.takenBytes()).isEqualTo(large.size());
        assertThat(store.take(100, 8).size()).isEqualTo(Pages.PAGE);
        pages.failsToTakeBack = false;
        store.close();
        assertThat(pages.out).isZero();
        assertThat(store.takenBytes()).isZero();
    }

    @Test
    void closingGoesOnAfterAFailureAndThrowsAtItsEnd() {
        store.take(100, 8);
        store.take(10_000, 8);
        store.give(store.take(50_000, 8));
        pages.failsToTakeBack = true;
        assertThatThrownBy(store::close)
                .isInstanceOf(MemorySourceException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(2));
        assertThat(store.isClosed()).isTrue();
        assertThat(store.takenBytes()).isEqualTo(13 * Pages.PAGE + 3 * Pages.PAGE + Pages.PAGE);
        pages.failsToTakeBack = false;
        store.close();
        assertThat(pages.out).isZero();
        assertThat(store.takenBytes()).isZero();
    }
}
