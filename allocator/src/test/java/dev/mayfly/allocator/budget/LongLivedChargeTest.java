package dev.mayfly.allocator.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.ArenaFixture;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameRows;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Promotion;
import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.pool.Block;
import dev.mayfly.allocator.pool.BlockPool;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.Declined;
import dev.mayfly.allocator.source.FailingSource;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** What outlives frames and is charged to groups. */
class LongLivedChargeTest extends ArenaFixture {

    private final TagGroup all = TagGroup.of("all");
    private final TagGroup level = TagGroup.of("level", 1 << 20).in(all);

    public static final class Particles extends SoaBuffer {
        public final Floats x = floats();
        public final Ints sprite = ints();

        public Particles(TagGroup group) {
            super(group);
        }
    }

    @Test
    void columnsAreChargedFromTheirGrowthToTheirClose() {
        SoaBuffer columns = new SoaBuffer("Position", level);
        columns.floats(0f);
        columns.doubles(0d);
        assertThat(level.used()).isZero();
        columns.ensureRows(1_000);
        assertThat(level.used()).isEqualTo(12_000);
        assertThat(all.used()).isEqualTo(12_000);
        columns.bytes((byte) 0);
        assertThat(level.used()).isEqualTo(13_000);
        columns.close();
        columns.close();
        assertThat(level.used()).isZero();
        assertThat(all.used()).isZero();
        assertThat(all.peak()).isEqualTo(13_000);
    }

    @Test
    void whatTheGroupAroundRefusesIsChargedToNone() {
        TagGroup inner = TagGroup.of("inner").in(level);
        try (SoaBuffer columns = new SoaBuffer("Position", inner)) {
            columns.bytes((byte) 0);
            columns.ensureRows(1_000);
            assertThatThrownBy(() -> columns.ensureRows((1 << 20) + 1))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("Group 'level'");
            assertThat(inner.used()).isEqualTo(1_000);
            assertThat(level.used()).isEqualTo(1_000);
            assertThat(all.used()).isEqualTo(1_000);
        }
    }

    @Test
    void rowsAreChargedByTheirCapacity() {
        Particles particles = new Particles(level);
        particles.addRow();
        assertThat(level.used()).isEqualTo(16 * 8);
        particles.ensureCapacity(1_000);
        assertThat(level.used()).isEqualTo(8_000);
        assertThatThrownBy(() -> particles.ensureCapacity(1 << 20))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Group 'level'")
                .hasMessageContaining("Particles with 8000");
        assertThat(particles.addRow()).isEqualTo(1);
        particles.close();
        assertThat(level.used()).isZero();
    }

    @Test
    void rowsOfAFrameHaveNoGroupOfTheirOwn() {
        FrameRows<Particles> rows = arena.rows(() -> new Particles(level));
        try (FrameScope _ = arena.begin()) {
            assertThatThrownBy(rows::take)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("without a group");
        }
    }

    @Test
    void whatIsPromotedStaysChargedWhereItsScopeWas() {
        Promotion<IntList> list;
        Promotion<MemorySegment> slice;
        try (FrameScope _ = arena.begin()) {
            try (FrameScope _ = arena.scope(Tag.of("loading").in(level))) {
                list = arena.promote(arena.intList(256));
                assertThat(level.used()).isBetween(1_024L, 1_024L + (64 << 10));
                slice = arena.promote(arena.allocate(100, 4));
            }
            assertThat(arena.used()).isZero();
        }
        assertThat(level.used()).isEqualTo(1_124);
        for (int i = 0; i < 1_024; i++) {
            list.get().add(i);
        }
        assertThat(level.used()).isEqualTo(4_096 + 100);
        slice.close();
        assertThat(level.used()).isEqualTo(4_096);
        assertThatThrownBy(
                        () -> {
                            while (true) {
                                list.get().add(1);
                            }
                        })
                .isInstanceOf(LimitExceededException.class);
        list.close();
        assertThat(level.used()).isZero();
        assertThat(all.used()).isZero();
    }

    public static final class Grains extends SoaBuffer {
        public final Floats x = floats();
        public final Ints sprite = ints();
    }

    @Test
    void promotedRowsAreChargedByTheirCapacityAlsoWhereTheirStorageHasBeenLarger() {
        FrameRows<Grains> rows = arena.rows(Grains::new);
        try (FrameScope _ = arena.begin()) {
            rows.take().ensureCapacity(1_000);
        }
        Promotion<Grains> kept;
        try (FrameScope _ = arena.begin(Tag.of("loading").in(level))) {
            kept = rows.promote(rows.take());
        }
        Grains grains = kept.get();
        assertThat(level.used()).isZero();
        grains.addRow();
        assertThat(level.used()).isEqualTo(16 * 8);
        grains.ensureCapacity(800);
        assertThat(level.used()).isEqualTo(6_400);
        grains.ensureCapacity(2_000);
        assertThat(level.used()).isEqualTo(16_000);
        assertThatThrownBy(() -> grains.ensureCapacity(1 << 20))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("promoted Grains with 16000");
        assertThat(level.used()).isEqualTo(16_000);
        assertThat(grains.addRow()).isEqualTo(1);
        kept.close();
        assertThat(level.used()).isZero();
        assertThat(all.used()).isZero();
    }

    @Test
    void aSliceThatMayNotBePromotedLeavesNothingBehind() {
        long held;
        try (FrameScope _ = arena.begin(Tag.of("small").in(TagGroup.of("tiny", 1 << 10)))) {
            MemorySegment slice = arena.allocate(600, 1);
            held = memory.nativeBytes();
            assertThatThrownBy(() -> arena.promote(slice))
                    .isInstanceOf(LimitExceededException.class);
            assertThat(memory.nativeBytes()).isEqualTo(held);
        }
        assertThat(memory.promoted()).isEmpty();
    }

    @Test
    void aPoolIsChargedForWhatItsSourceHasOut() {
        CountingSource system = new CountingSource(MemorySource.ofNative());
        List<Block> blocks = new ArrayList<>();
        try (BlockPool pool = BlockPool.create(level.charged(system))) {
            blocks.add(pool.take(64));
            assertThat(level.used()).isEqualTo(system.bytesOut());
            assertThatThrownBy(() -> pool.take(2 << 20))
                    .isInstanceOf(OutOfNativeMemoryException.class)
                    .hasMessageContaining("Group 'level' may take 1048576 bytes");
            blocks.add(pool.take(100 << 10));
            assertThat(level.used()).isEqualTo(system.bytesOut());
            blocks.forEach(Block::close);
        }
        assertThat(system.piecesOut()).isZero();
        assertThat(level.used()).isZero();
    }

    @Test
    void aRefusedRequestOfASourceSaysWhatTheListenerHasThrown() {
        level.onFull(
                (_, _) -> {
                    throw new IllegalStateException("of the listener");
                });
        try (BlockPool pool = BlockPool.create(level.charged(MemorySource.ofNative()))) {
            assertThatThrownBy(() -> pool.take(2 << 20))
                    .isInstanceOf(OutOfNativeMemoryException.class)
                    .hasMessageContaining("IllegalStateException: of the listener");
        }
    }

    @Test
    void whatTheListenerHasThrownIsToldAlsoWhereTheSourceDeclinesTheSecondRequest() {
        MemorySource charged = level.charged(FailingSource.decliningAt(2, MemorySource.ofNative()));
        try (FrameAllocator idle = FrameAllocator.create(charged);
                BlockPool pool = BlockPool.create(charged)) {
            try (FrameScope _ = idle.arena().begin()) {
                idle.arena().allocate(10, 8);
            }
            level.onFull(
                    (_, _) -> {
                        throw new IllegalStateException("of the listener");
                    });

            assertThatThrownBy(() -> pool.take(1 << 20))
                    .isInstanceOf(OutOfNativeMemoryException.class)
                    .hasStackTraceContaining("IllegalStateException: of the listener");
        }
    }

    @Test
    void aSourceThatFailsIsChargedNothing() {
        FailingSource failing = FailingSource.decliningAt(1, MemorySource.ofNative());
        MemorySource declining = level.charged(failing);
        MemorySource throwing = level.charged(FailingSource.throwingAt(1, MemorySource.ofNative()));
        try (FrameAllocator first = FrameAllocator.create(declining);
                FrameAllocator second = FrameAllocator.create(throwing)) {
            for (FrameAllocator each : List.of(first, second)) {
                long before = level.used();
                try (FrameScope _ = each.arena().begin()) {
                    assertThatThrownBy(() -> each.arena().allocate(10, 8))
                            .isInstanceOf(RuntimeException.class);
                    assertThat(level.used()).isEqualTo(before);
                    failing.mend();
                    each.arena().allocate(10, 8);
                }
            }
            assertThat(level.used()).isEqualTo(2 * (64 << 10));
        }
        assertThat(level.used()).isZero();
    }

    @Test
    void whatASourceDeclinesIsDeclinedWithItsReason() {
        MemorySource declining =
                level.charged(FailingSource.decliningAt(1, MemorySource.ofNative()));
        assertThat(declining.request(10, 8)).isInstanceOf(Declined.class);
        assertThat(level.used()).isZero();
    }

    @Test
    void aSourceIsChargedForWhatItGivesAndWhatIsTooMuchGoesBack() {
        CountingSource pages =
                new CountingSource(
                        (_, alignment) -> MemorySource.ofHeap().request(4_096, alignment));
        Memory memory = MemorySource.take(level.charged(pages), 100, 8);
        assertThat(level.used()).isEqualTo(4_096);
        memory.giveBack();
        assertThat(level.used()).isZero();

        TagGroup small = TagGroup.of("small", 1_000).in(all);
        assertThatThrownBy(() -> MemorySource.take(small.charged(pages), 100, 8))
                .isInstanceOf(OutOfNativeMemoryException.class)
                .hasMessageContaining("Group 'small'");
        assertThat(pages.requests()).isEqualTo(2);
        assertThat(pages.piecesOut()).isZero();
        assertThat(small.used()).isZero();
        assertThat(all.used()).isZero();
    }

    @Test
    void aHolderThatNobodyHoldsAnyMoreIsChargedNothing() {
        WeakReference<SoaBuffer> dropped = new WeakReference<>(grown(new SoaBuffer("lost", level)));
        while (dropped.get() != null) {
            System.gc();
        }
        while (level.used() != 0) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(all.used()).isZero();
    }

    /** Who asks before the collector has told of it is refused, and may ask again. */
    @Test
    void whatAHolderThatIsGoneHadIsFreeForWhoAsksNext() {
        WeakReference<SoaBuffer> dropped = new WeakReference<>(full(new SoaBuffer("lost", level)));
        while (dropped.get() != null) {
            System.gc();
        }
        assertThat(succeeds(() -> frameWith(1 << 20))).isTrue();

        dropped = new WeakReference<>(full(new SoaBuffer("lost", level)));
        while (dropped.get() != null) {
            System.gc();
        }
        SoaBuffer columns = new SoaBuffer("found", level);
        assertThat(succeeds(() -> full(columns))).isTrue();
        assertThat(level.remaining()).isZero();
        columns.close();

        dropped = new WeakReference<>(full(new SoaBuffer("lost", level)));
        while (dropped.get() != null) {
            System.gc();
        }
        for (int i = 0; i < 50 && level.remaining() == 0; i++) {
            System.gc();
        }
        assertThat(level.remaining()).isEqualTo(1 << 20);
    }

    private void frameWith(int bytes) {
        try (FrameScope _ = arena.begin(Tag.of("loading").in(level))) {
            arena.bytes(bytes);
        }
    }

    private static SoaBuffer full(SoaBuffer columns) {
        if (Insides.of(columns).count() == 0) {
            columns.bytes((byte) 0);
        }
        columns.ensureRows(1 << 20);
        return columns;
    }

    private static boolean succeeds(Runnable request) {
        for (int i = 0; i < 50; i++) {
            try {
                request.run();
                return true;
            } catch (LimitExceededException refused) {
                System.gc();
            }
        }
        return false;
    }

    private static SoaBuffer grown(SoaBuffer columns) {
        columns.floats(0);
        columns.ensureRows(1_000);
        return columns;
    }
}
