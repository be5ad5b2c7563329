package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

class FrameRowsTest extends ArenaFixture {

    static final class Contacts extends SoaBuffer {
        final Floats depth = floats(0.5f);
        final Ints body = ints();
        final NativeFloats normal = nativeFloats(2f);
    }

    /** What a row of {@link Contacts} is charged with, in bytes. */
    private static final int ROW_BYTES = 12;

    private final FrameRows<Contacts> source = arena.rows(Contacts::new);

    private static List<Runnable> uses(Contacts buffer) {
        return List.of(
                () -> buffer.depth.get(0),
                () -> buffer.body.set(0, 1),
                () -> buffer.body.length(),
                () -> buffer.normal.get(0),
                () -> buffer.normal.set(0, 1f),
                buffer.normal::segment,
                buffer::size,
                buffer::addRow,
                () -> buffer.addRows(0),
                () -> buffer.removeSwap(0),
                () -> buffer.ensureCapacity(1),
                buffer::clear);
    }

    private static void assertExpired(Contacts buffer) {
        assertThat(uses(buffer))
                .allSatisfy(
                        use ->
                                assertThatThrownBy(use::run)
                                        .isInstanceOf(ExpiredException.class)
                                        .hasMessageContaining("Contacts")
                                        .hasMessageContaining("scope it was taken in has ended")
                                        .hasMessageContaining(Thread.currentThread().getName()));
    }

    @Test
    void rowsLiveUntilTheScopeTheyWereTakenInEnds() {
        Contacts outer;
        try (FrameScope tick = arena.begin()) {
            outer = source.take();
            outer.addRow();
            Contacts inner;
            try (FrameScope scope = arena.scope()) {
                inner = source.take();
                inner.addRows(3);
                outer.addRows(500);
                assertThat(inner).isNotSameAs(outer);
            }
            assertExpired(inner);
            assertThat(outer.size()).isEqualTo(501);
            assertThat(outer.depth.get(500)).isEqualTo(0.5f);
            assertThat(outer.normal.get(500)).isEqualTo(2f);
        }
        assertExpired(outer);
    }

    @Test
    void aBufferIsHandedOutAgainEmptyAndWithFreshRows() {
        for (int frame = 0; frame < 5; frame++) {
            try (FrameScope tick = arena.begin()) {
                Contacts buffer = source.take();
                assertThat(buffer.size()).isZero();
                assertThat(buffer.depth.length()).isZero();
                for (int row = 0; row < 100 * (frame % 3 + 1); row++) {
                    assertThat(buffer.addRow()).isEqualTo(row);
                    assertThat(buffer.depth.get(row)).isEqualTo(0.5f);
                    assertThat(buffer.body.get(row)).isZero();
                    assertThat(buffer.normal.get(row)).isEqualTo(2f);
                    buffer.depth.set(row, 9f);
                    buffer.body.set(row, 9);
                    buffer.normal.set(row, 9f);
                }
            }
        }
    }

    @Test
    void inStandardTheSameObjectIsHandedOutAgain() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        Contacts first;
        try (FrameScope tick = arena.begin()) {
            first = source.take();
        }
        try (FrameScope tick = arena.begin()) {
            assertThat(source.take()).isSameAs(first);
        }
    }

    @Test
    void inCheckedABufferThatExpiredStaysExpired() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        Contacts stale;
        float[] storage;
        try (FrameScope tick = arena.begin()) {
            stale = source.take();
            stale.addRows(10);
            storage = stale.depth.array;
        }
        try (FrameScope tick = arena.begin()) {
            Contacts fresh = source.take();
            fresh.addRows(10);
            assertThat(fresh).isNotSameAs(stale);
            if (SafetyLevel.current() == SafetyLevel.CHECKED) {
                assertThat(fresh.depth.array).as("the storage is used again").isSameAs(storage);
            } else {
                assertThat(fresh.depth.array).isNotSameAs(storage);
            }
            assertExpired(stale);
        }
        assertExpired(stale);
    }

    @Test
    void growthIsChargedToTheScopeOfTheBufferAndAlikeInEveryFrame() {
        for (int frame = 0; frame < 3; frame++) {
            try (FrameScope tick = arena.begin()) {
                Contacts buffer = source.take();
                assertThat(arena.used()).isZero();
                buffer.addRow();
                assertThat(arena.used()).isEqualTo(16 * ROW_BYTES);
                try (FrameScope inner = arena.scope()) {
                    buffer.addRows(99);
                }
                assertThat(arena.used()).isEqualTo(100 * ROW_BYTES);
                buffer.addRow();
                assertThat(arena.used()).isEqualTo(200 * ROW_BYTES);
                buffer.ensureCapacity(1_000);
                assertThat(arena.used()).isEqualTo(1_000 * ROW_BYTES);
                buffer.clear();
                buffer.addRows(1_000);
                assertThat(arena.used()).isEqualTo(1_000 * ROW_BYTES);
            }
        }
    }

    @Test
    void aBufferThatMeetsALimitStaysAsItWas() {
        Tag tight = Tag.of("tight", 32 * ROW_BYTES);
        try (FrameScope tick = arena.begin(tight)) {
            Contacts buffer = source.take();
            buffer.addRows(32);
            buffer.body.set(31, 7);
            assertThatThrownBy(buffer::addRow)
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("tight");
            assertThatThrownBy(() -> buffer.ensureCapacity(33))
                    .isInstanceOf(LimitExceededException.class);
            assertThat(buffer.size()).isEqualTo(32);
            assertThat(buffer.body.get(31)).isEqualTo(7);
            assertThat(arena.used()).isEqualTo(32 * ROW_BYTES);
            buffer.removeSwap(0);
            assertThat(buffer.addRow()).isEqualTo(31);
        }
    }

    @Test
    void takingWithoutAFrameIsRefused() {
        assertThatThrownBy(source::take)
                .isInstanceOf(NoFrameException.class)
                .hasMessageContaining("rows");
    }

    @Test
    void aSupplierThatReturnsWhatIsInUseIsNamed() {
        Contacts one = new Contacts();
        FrameRows<Contacts> same = arena.rows(() -> one);
        try (FrameScope tick = arena.begin()) {
            same.take();
            assertThatThrownBy(same::take)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Return a new one");
        }
        Contacts used = new Contacts();
        used.addRow();
        FrameRows<Contacts> inUse = arena.rows(() -> used);
        try (FrameScope tick = arena.begin()) {
            assertThatThrownBy(inUse::take).isInstanceOf(IllegalStateException.class);
        }
        used.close();
    }

    @Test
    void closingABufferOfAFrameEndsItEarly() {
        try (FrameScope tick = arena.begin()) {
            Contacts buffer = source.take();
            buffer.addRows(20);
            buffer.close();
            assertExpired(buffer);
            assertThat(source.take()).isNotSameAs(buffer);
        }
        try (FrameScope tick = arena.begin()) {
            Contacts again = source.take();
            assertThat(again.addRow()).isZero();
            assertThat(again.depth.get(0)).isEqualTo(0.5f);
        }
    }

    @Test
    void whatASpikeTookIsGivenBackAfterQuietFrames() {
        int quiet = ArenaSettings.defaults().quietFrames();
        try (FrameScope tick = arena.begin()) {
            for (int i = 0; i < 10; i++) {
                source.take().addRows(100_000);
            }
        }
        for (int frame = 0; frame < 3 * quiet; frame++) {
            try (FrameScope tick = arena.begin()) {
                source.take().addRows(10);
            }
        }
        assertThat(memory.nativeBytes()).isLessThan(64 << 10);
        try (FrameScope tick = arena.begin()) {
            Contacts small = source.take();
            small.addRows(20);
            assertThat(small.depth.array.length).isLessThan(100);
        }
    }

    @Test
    void closingAScratchGivesBackTheNativeMemoryOfItsRows() {
        Scratch scratch = memory.scratch("rows");
        FrameRows<Contacts> rows = scratch.arena().rows(Contacts::new);
        Contacts taken = rows.take();
        taken.addRows(10_000_000 / 4);
        assertThat(memory.nativeBytes()).isGreaterThanOrEqualTo(10_000_000);
        Contacts second = rows.take();
        second.addRows(10_000_000 / 4);
        assertThat(memory.nativeBytes()).isGreaterThanOrEqualTo(20_000_000);
        scratch.close();
        assertExpiredWithoutOwner(taken);
        assertThat(memory.nativeBytes()).as("what the store keeps").isLessThanOrEqualTo(16 << 20);
    }

    @Test
    void rowsEndAlsoWhereTheirAllocatorWasClosedMeanwhile() {
        FrameAllocator other = FrameAllocator.create();
        FrameArena frame = other.arena();
        FrameRows<Contacts> rows = frame.rows(Contacts::new);
        Contacts kept;
        Contacts closed;
        try (FrameScope tick = frame.begin()) {
            kept = rows.take();
            kept.addRows(10);
            closed = rows.take();
            closed.addRows(10);
            CompletableFuture.runAsync(other::close).join();
            closed.close();
        }
        assertExpiredWithoutOwner(kept);
        assertExpiredWithoutOwner(closed);
        assertThat(other.nativeBytes()).isZero();
    }

    private static void assertExpiredWithoutOwner(Contacts buffer) {
        assertThat(uses(buffer))
                .allSatisfy(
                        use -> assertThatThrownBy(use::run).isInstanceOf(ExpiredException.class));
    }

    @Test
    void rowsOfAThreadThatDiedInItsFrameEnd() throws InterruptedException {
        AtomicReference<Contacts> left = new AtomicReference<>();
        Thread mortal =
                new Thread(
                        () -> {
                            FrameArena own = memory.arena();
                            own.begin();
                            Contacts buffer = own.rows(Contacts::new).take();
                            buffer.addRows(10);
                            left.set(buffer);
                        });
        mortal.start();
        mortal.join();
        Thread heir = new Thread(() -> memory.arena());
        heir.start();
        heir.join();
        assertExpiredWithoutOwner(left.get());
    }

    @Test
    void checkedStopsAnotherThread() throws InterruptedException {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        try (FrameScope tick = arena.begin()) {
            Contacts buffer = source.take();
            buffer.addRow();
            for (Runnable use :
                    List.<Runnable>of(source::take, () -> buffer.ensureCapacity(1_000))) {
                AtomicReference<Throwable> seen = new AtomicReference<>();
                Thread other =
                        Thread.ofPlatform()
                                .uncaughtExceptionHandler((thread, failure) -> seen.set(failure))
                                .start(use);
                other.join();
                assertThat(seen.get()).isInstanceOf(ForeignThreadException.class);
            }
            assertThat(buffer.size()).isEqualTo(1);
        }
    }

    @Test
    void paranoidNamesThePlaceWhereABufferWasTaken() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.PARANOID);
        Contacts stale;
        try (FrameScope tick = arena.begin()) {
            stale = source.take();
            stale.addRow();
        }
        assertThat(Stream.<Runnable>of(() -> stale.depth.get(0), stale::size))
                .allSatisfy(
                        use ->
                                assertThatThrownBy(use::run)
                                        .hasMessageContaining("FrameRowsTest.java:"));
    }
}
