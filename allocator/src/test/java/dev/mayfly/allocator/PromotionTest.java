package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.LeakedException;
import dev.mayfly.allocator.error.NotInFrameException;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

class PromotionTest extends ArenaFixture {

    @Test
    void aPromotedBufferOutlivesItsFrameWithoutACopyUntilItIsClosed() {
        Floats floats;
        Promotion<Floats> kept;
        float[] array;
        try (FrameScope tick = arena.begin()) {
            arena.floats(100);
            floats = arena.floats(100);
            arena.floats(100);
            floats.set(99, 3);
            array = floats.array;
            kept = arena.promote(floats);
        }
        for (int i = 0; i < 5; i++) {
            try (FrameScope tick = arena.begin()) {
                for (int n = 0; n < 5; n++) {
                    Floats other = arena.floats(100);
                    other.fill(-1);
                    assertThat(other).isNotSameAs(floats);
                    assertThat(other.array).isNotSameAs(array);
                }
            }
        }
        assertThat(kept.get()).isSameAs(floats);
        assertThat(floats.array).isSameAs(array);
        assertThat(floats.get(99)).isEqualTo(3);
        assertThat(kept.bytes()).isEqualTo(128 * 4);

        kept.close();
        kept.close();
        assertThat(memory.spareBytes())
                .as("one array that others may use")
                .isEqualTo(SafetyLevel.current() == SafetyLevel.PARANOID ? 0 : 128 * 4);

        assertThatExceptionOfType(ExpiredException.class)
                .isThrownBy(() -> floats.get(99))
                .withMessageContaining("had been promoted");
        assertThatExceptionOfType(ExpiredException.class).isThrownBy(kept::get);
        assertThat(kept.isClosed()).isTrue();
    }

    @Test
    void aPromotedListGrowsOnAndCountsInItsFrameNoMore() {
        Promotion<IntList> kept;
        try (FrameScope tick = arena.begin(Tag.of("small", 4_096))) {
            IntList list = arena.intList(4);
            list.add(1);
            assertThat(arena.used()).isEqualTo(64);
            kept = arena.promote(list);
            for (int i = 0; i < 10_000; i++) {
                list.add(i);
            }
            assertThat(arena.used()).isZero();
            arena.bytes(4_096);
        }
        assertThat(arena.peak()).isEqualTo(4_096);
        assertThat(kept.get().length()).isEqualTo(10_001);
        kept.close();
    }

    @Test
    void aPromotedSliceIsACopyThatAnyThreadMayUseUntilItIsClosed() {
        Promotion<MemorySegment> kept;
        try (FrameScope tick = arena.begin()) {
            MemorySegment slice = arena.allocate(16, 8);
            slice.set(ValueLayout.JAVA_LONG, 8, 42);
            kept = arena.promote(slice);
            slice.set(ValueLayout.JAVA_LONG, 8, 43);
        }
        MemorySegment copy = kept.get();
        assertThat(copy.byteSize()).isEqualTo(16);
        assertThat(copy.address() % 64).isZero();
        assertThat(CompletableFuture.supplyAsync(() -> copy.get(ValueLayout.JAVA_LONG, 8)).join())
                .isEqualTo(42);
        long held = memory.nativeBytes();
        kept.close();
        assertThat(memory.nativeBytes()).isEqualTo(held - 16);
        assertThatThrownBy(() -> copy.get(ValueLayout.JAVA_LONG, 8))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEmptySliceCanBePromoted() {
        try (FrameScope tick = arena.begin();
                Promotion<MemorySegment> kept = arena.promote(arena.allocate(0))) {
            assertThat(kept.get().byteSize()).isZero();
        }
    }

    @Test
    void whatIsNotClosedIsListedAndReportedWhenTheAllocatorCloses() {
        FrameAllocator leaking = FrameAllocator.create();
        FrameArena frame = leaking.arena();
        Promotion<Ints> closed;
        try (FrameScope tick = frame.begin()) {
            closed = frame.promote(frame.ints(3));
            frame.promote(frame.floats(100));
            frame.promote(frame.allocate(10));
        }
        closed.close();
        assertThat(leaking.promoted()).hasSize(2);
        assertThat(leaking.promoted().getFirst().toString())
                .contains("Floats of length 100 (512 bytes), promoted on")
                .contains("frame 1");

        assertThatExceptionOfType(LeakedException.class)
                .isThrownBy(leaking::close)
                .withMessageContaining("2 promoted things")
                .withMessageContaining("Floats of length 100")
                .withMessageContaining("a native slice (10 bytes)");
        assertThat(leaking.isClosed()).isTrue();
        assertThat(leaking.nativeBytes()).isZero();
    }

    @Test
    void onlyWhatIsOfTheOpenFrameOfThatArenaIsPromoted() {
        SoaBuffer columns = new SoaBuffer("Position");
        Floats column = columns.floats(0);
        columns.ensureRows(4);
        try (Scratch scratch = memory.scratch("other");
                FrameScope tick = arena.begin()) {
            Ints foreign = scratch.arena().ints(3);
            assertThatExceptionOfType(NotInFrameException.class)
                    .isThrownBy(() -> arena.promote(foreign))
                    .withMessageContaining("Ints of length 3 was to be promoted");
            assertThatExceptionOfType(NotInFrameException.class)
                    .isThrownBy(() -> arena.promote(column))
                    .withMessageContaining("Position");
            Ints twice = arena.ints(3);
            try (Promotion<Ints> kept = arena.promote(twice)) {
                assertThatExceptionOfType(NotInFrameException.class)
                        .isThrownBy(() -> arena.promote(kept.get()));
            }
            Ints ended;
            try (FrameScope scope = arena.scope()) {
                ended = arena.ints(100);
            }
            assertThatExceptionOfType(ExpiredException.class)
                    .isThrownBy(() -> arena.promote(ended));
        }
    }

    @Test
    void promotingAndClosingEachFrameMakesNoNewArrays() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        Set<float[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 100; i++) {
            try (FrameScope tick = arena.begin()) {
                Floats floats = arena.floats(50);
                arrays.add(floats.array);
                arena.promote(floats).close();
            }
        }
        assertThat(arrays).hasSizeLessThanOrEqualTo(2);
    }
}
