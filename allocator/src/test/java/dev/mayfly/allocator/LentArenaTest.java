package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.internal.ArenaIdentity;
import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** An arena that goes from thread to thread in the middle of a frame. */
class LentArenaTest {

    private final Backing backing = new Backing(MemorySource.ofNative());
    private final ChunkStore store = backing.chunks;
    private final FrameArena arena =
            new FrameArena(
                    new ArenaIdentity("lent", Thread.currentThread()),
                    backing,
                    ArenaSettings.defaults(),
                    Arena::ofShared,
                    new SoftLimitLog());

    @AfterEach
    void nothingLeaks() {
        assertThat(arena.isOpen()).isFalse();
        store.close();
        assertThat(store.takenBytes() + store.freeBytes()).isZero();
    }

    @Test
    void whatTheBorrowerTakesIsTheLendersToReadAndToEnd() throws Exception {
        try (FrameScope tick = arena.begin()) {
            MemorySegment slice = lent(() -> slice(41));
            MemorySegment large = lent(() -> arena.allocate(10 << 20, 64));
            large.set(ValueLayout.JAVA_LONG, 8, 42);
            Floats floats = lent(() -> arena.floats(10));
            floats.set(9, 43f);

            assertThat(slice.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(41);
            assertThat(large.get(ValueLayout.JAVA_LONG, 8)).isEqualTo(42);
            assertThat(floats.get(9)).isEqualTo(43f);
            assertThat(arena.used()).isGreaterThanOrEqualTo(64 + (10 << 20) + 16 * Float.BYTES);
        }
    }

    @Test
    void aSliceOfALentArenaExpiresForEveryThread() throws Exception {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        arena.begin();
        MemorySegment slice = lent(() -> slice(1));
        arena.end();

        assertThatThrownBy(() -> slice.get(ValueLayout.JAVA_LONG, 0))
                .isInstanceOf(IllegalStateException.class);
        assertThat(catchThrowable(() -> lent(() -> slice.get(ValueLayout.JAVA_LONG, 0))).getCause())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theLenderIsAStrangerUntilItGetsTheArenaBack() {
        Thread mine = Thread.currentThread();
        Thread other = Thread.ofPlatform().name("borrower").unstarted(() -> {});
        arena.identity.lend(other);
        assertThat(arena.owner()).isSameAs(other);
        assertThatThrownBy(arena::begin)
                .isInstanceOf(ForeignThreadException.class)
                .hasMessageContaining("'borrower'");
        arena.identity.lend(mine);
        arena.begin().close();
    }

    private MemorySegment slice(long value) {
        MemorySegment slice = arena.allocate(64, 8);
        slice.set(ValueLayout.JAVA_LONG, 0, value);
        return slice;
    }

    /** Lends the arena to a new thread for as long as that runs {@code body}. */
    private <T> T lent(Supplier<T> body) throws InterruptedException, ExecutionException {
        Thread lender = Thread.currentThread();
        FutureTask<T> task = new FutureTask<>(body::get);
        Thread borrower = Thread.ofPlatform().unstarted(task);
        arena.identity.lend(borrower);
        borrower.start();
        borrower.join();
        arena.identity.lend(lender);
        return task.get();
    }
}
