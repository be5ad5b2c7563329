package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.LeakedException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.NotInFrameException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

class RowsPromotionTest extends ArenaFixture {

    static final class Level extends SoaBuffer {
        final Floats height = floats(0.5f);
        final Longs seed = longs();
        final NativeFloats vertex = nativeFloats(2f);
    }

    /** What a row of {@link Level} is charged with, in bytes. */
    private static final int ROW_BYTES = 16;

    private final FrameRows<Level> levels = arena.rows(Level::new);

    private static void assertEnded(Level level) {
        assertThat(
                        List.<Runnable>of(
                                level::size,
                                level::addRow,
                                level::clear,
                                () -> level.height.get(0),
                                () -> level.seed.set(0, 1),
                                () -> level.vertex.get(0),
                                level.vertex::segment))
                .allSatisfy(
                        use ->
                                assertThatExceptionOfType(ExpiredException.class)
                                        .isThrownBy(use::run)
                                        .withMessageContaining("had been promoted")
                                        .withMessageContaining("promote() returned was closed"));
    }

    @Test
    void promotedRowsOutliveTheirFrameWithoutACopyUntilTheyAreClosed() {
        Level level;
        Promotion<Level> kept;
        float[] heights;
        long vertices;
        try (FrameScope tick = arena.begin()) {
            levels.take().addRow();
            try (FrameScope scope = arena.scope()) {
                level = levels.take();
                level.addRows(100);
                level.height.set(99, 3);
                level.vertex.set(99, 4);
                heights = level.height.array;
                vertices = level.vertex.segment().address();
                kept = levels.promote(level);
                levels.take().addRows(3);
            }
        }
        for (int frame = 0; frame < 5; frame++) {
            try (FrameScope tick = arena.begin()) {
                for (int i = 0; i < 4; i++) {
                    Level other = levels.take();
                    other.addRows(100);
                    other.height.fill(-1);
                    other.vertex.segment().fill((byte) -1);
                    assertThat(other).isNotSameAs(level);
                    assertThat(other.height.array).isNotSameAs(heights);
                    assertThat(other.vertex.segment().address()).isNotEqualTo(vertices);
                }
            }
        }
        assertThat(kept.get()).isSameAs(level);
        assertThat(kept.bytes()).isEqualTo(100 * ROW_BYTES);
        assertThat(kept.toString()).contains("Level of 100 rows (1600 bytes), promoted on");
        assertThat(level.size()).isEqualTo(100);
        assertThat(level.height.array).isSameAs(heights);
        assertThat(level.vertex.segment().address()).isEqualTo(vertices);
        assertThat(level.height.get(99)).isEqualTo(3);
        assertThat(level.vertex.get(99)).isEqualTo(4);

        kept.close();
        kept.close();

        assertEnded(level);
        assertThatExceptionOfType(ExpiredException.class).isThrownBy(kept::get);
    }

    @Test
    void theyGrowOnAndCountInTheirFrameNoMore() {
        Promotion<Level> kept;
        try (FrameScope tick = arena.begin(Tag.of("small", 32 * ROW_BYTES))) {
            Level level = levels.take();
            level.addRows(20);
            kept = levels.promote(level);
            level.addRows(10_000);
            assertThat(arena.used()).isZero();
        }
        Level level = kept.get();
        level.addRows(10_000);
        assertThat(level.size()).isEqualTo(20_020);
        assertThat(level.height.get(20_019)).isEqualTo(0.5f);
        assertThat(level.vertex.get(20_019)).isEqualTo(2f);
        assertThat(level.removeSwap(0)).isEqualTo(20_019);
        kept.close();
    }

    @Test
    void theGroupsOfTheirScopeAreChargedForThemAndForNewStorage() {
        TagGroup group = TagGroup.of("group", 4_000 * ROW_BYTES);
        Promotion<Level> kept;
        try (FrameScope tick = arena.begin(Tag.of("loading").in(group))) {
            Level level = levels.take();
            level.addRows(20);
            kept = levels.promote(level);
        }
        assertThat(group.used()).isEqualTo(kept.bytes());
        kept.get().addRows(2_000);
        assertThat(group.used()).isGreaterThanOrEqualTo(2_000 * ROW_BYTES);
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> kept.get().addRows(4_000));
        kept.close();
        assertThat(group.used()).isZero();
        try (FrameScope tick = arena.begin()) {
            levels.take().addRows(8_000);
            assertThat(group.used()).isZero();
        }
    }

    @Test
    void anyThreadMayUseGrowAndCloseThemTheirNativeColumnsToo() {
        Promotion<Level> kept;
        try (FrameScope tick = arena.begin()) {
            Level level = levels.take();
            level.addRows(16);
            level.vertex.set(15, 7);
            kept = levels.promote(level);
        }
        MemorySegment segment =
                CompletableFuture.supplyAsync(
                                () -> {
                                    Level level = kept.get();
                                    assertThat(level.vertex.get(15)).isEqualTo(7);
                                    level.addRows(1_000);
                                    level.vertex.set(1_015, 8);
                                    return level.vertex.segment();
                                })
                        .join();
        assertThat(segment.getAtIndex(ValueLayout.JAVA_FLOAT, 15)).isEqualTo(7);
        assertThat(segment.getAtIndex(ValueLayout.JAVA_FLOAT, 1_015)).isEqualTo(8);
        Level level = kept.get();
        CompletableFuture.runAsync(kept::close).join();
        assertEnded(level);
        if (Safety.CHECKED) {
            assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_FLOAT, 0))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whatIsNotClosedIsReportedWhenTheAllocatorCloses() {
        FrameAllocator leaking = FrameAllocator.create();
        FrameArena frame = leaking.arena();
        FrameRows<Level> rows = frame.rows(Level::new);
        Promotion<Level> kept;
        try (FrameScope tick = frame.begin()) {
            Level level = rows.take();
            level.addRows(3);
            kept = rows.promote(level);
        }
        assertThat(leaking.promoted()).containsExactly(kept);
        assertThatExceptionOfType(LeakedException.class)
                .isThrownBy(leaking::close)
                .withMessageContaining("Level of 3 rows (256 bytes)");
        assertThat(leaking.nativeBytes()).isZero();
        assertThat(kept.get().height.get(2)).isEqualTo(0.5f);
        kept.close();
        assertThat(leaking.promoted()).isEmpty();
        assertThat(leaking.nativeBytes()).isZero();
    }

    @Test
    void onlyWhatWasTakenFromThereInTheOpenFrameIsPromoted() {
        Level ended;
        try (Scratch other = memory.scratch("other");
                FrameScope tick = arena.begin();
                Level own = new Level()) {
            Level foreign = other.arena().rows(Level::new).take();
            assertThatExceptionOfType(NotInFrameException.class)
                    .isThrownBy(() -> levels.promote(foreign))
                    .withMessageContaining("Level of 0 rows was to be promoted");
            assertThatExceptionOfType(NotInFrameException.class)
                    .isThrownBy(() -> levels.promote(own));
            Level twice = levels.take();
            try (Promotion<Level> kept = levels.promote(twice)) {
                assertThatExceptionOfType(NotInFrameException.class)
                        .isThrownBy(() -> levels.promote(kept.get()));
            }
            assertThatExceptionOfType(NotInFrameException.class)
                    .isThrownBy(() -> arena.promote(levels.take().height))
                    .withMessageContaining("column Level.height");
            Level closed = levels.take();
            closed.close();
            assertThatExceptionOfType(ExpiredException.class)
                    .isThrownBy(() -> levels.promote(closed));
            ended = closed;
        }
        assertThatExceptionOfType(NoFrameException.class).isThrownBy(() -> levels.promote(ended));
        assertThat(memory.promoted()).isEmpty();
    }

    @Test
    void aLimitOrScopeEndAfterwardsLeavesThemAlone() {
        Promotion<Level> kept;
        try (FrameScope tick = arena.begin()) {
            long mark = arena.mark();
            Level level = levels.take();
            level.addRows(10);
            kept = levels.promote(level);
            arena.rewind(mark);
            assertThat(arena.used()).isZero();
            assertThat(levels.take()).isNotSameAs(level);
        }
        assertThat(kept.get().size()).isEqualTo(10);
        kept.close();
    }

    @Test
    void inCheckedAnotherThreadCannotPromote() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        try (FrameScope tick = arena.begin()) {
            Level level = levels.take();
            assertThat(
                            CompletableFuture.supplyAsync(
                                            () -> {
                                                try {
                                                    return levels.promote(level).toString();
                                                } catch (ForeignThreadException refused) {
                                                    return "refused";
                                                }
                                            })
                                    .join())
                    .isEqualTo("refused");
        }
    }

    @Test
    void promotingAndClosingEachFrameUsesTheSameStorage() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        Set<float[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        long held = 0;
        for (int i = 0; i < 100; i++) {
            try (FrameScope tick = arena.begin()) {
                Level level = levels.take();
                level.addRows(50);
                arrays.add(level.height.array);
                levels.promote(level).close();
            }
            held = i == 0 ? memory.nativeBytes() : held;
        }
        assertThat(arrays).hasSize(1);
        assertThat(memory.nativeBytes()).isEqualTo(held);
    }

    /** Rows go to another thread by promotion: it closes them, and their storage comes back. */
    @Test
    void aSteadyProducerAndConsumerMakeNoNewStorage() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        BlockingQueue<Promotion<Level>> queue = new ArrayBlockingQueue<>(4);
        CompletableFuture<Void> consumer = CompletableFuture.runAsync(() -> consume(queue, 2_000));
        Set<float[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 2_000; i++) {
            try (FrameScope tick = arena.begin()) {
                Level level = levels.take();
                level.addRows(50);
                assertThat(level.seed.get(49)).isZero();
                level.seed.fill(i);
                arrays.add(level.height.array);
                put(queue, levels.promote(level));
            }
        }
        consumer.join();
        assertThat(arrays.size())
                .as("those on their way, and what reviews between bursts let go of")
                .isLessThan(100);
        assertThat(memory.promoted()).isEmpty();
    }

    private static void put(BlockingQueue<Promotion<Level>> queue, Promotion<Level> level) {
        try {
            queue.put(level);
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static void consume(BlockingQueue<Promotion<Level>> queue, int count) {
        for (int i = 0; i < count; i++) {
            try (Promotion<Level> received = queue.take()) {
                Level level = received.get();
                for (int row = 0; row < level.size(); row++) {
                    if (level.seed.get(row) != i || level.vertex.get(row) != 2f) {
                        throw new AssertionError("another's contents, in frame " + i);
                    }
                }
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        }
    }

    @Test
    void whatWasClosedAndIsNotWantedAgainIsLetGoOf() {
        int quiet = ArenaSettings.defaults().quietFrames();
        List<Promotion<Level>> many = new ArrayList<>();
        try (FrameScope tick = arena.begin()) {
            for (int i = 0; i < 10; i++) {
                Level level = levels.take();
                level.addRows(100_000);
                many.add(levels.promote(level));
            }
        }
        many.forEach(Promotion::close);
        for (int frame = 0; frame < 4 * quiet; frame++) {
            try (FrameScope tick = arena.begin()) {
                levels.take().addRows(10);
            }
        }
        assertThat(memory.nativeBytes()).isLessThan(1 << 20);
    }

    @Test
    void theyOutliveAScratchAndGiveTheirMemoryBackAfterwards() {
        Promotion<Level> kept;
        try (Scratch scratch = memory.scratch("loading")) {
            FrameRows<Level> rows = scratch.arena().rows(Level::new);
            Level level = rows.take();
            level.addRows(10_000_000);
            level.vertex.set(9_999_999, 6);
            kept = rows.promote(level);
            scratch.reset();
        }
        assertThat(memory.nativeBytes()).isGreaterThanOrEqualTo(40_000_000);
        assertThat(kept.get().vertex.get(9_999_999)).isEqualTo(6);
        kept.close();
        assertThat(memory.nativeBytes()).as("more than the store keeps").isZero();
    }

    @Test
    void theyOutliveAScratchWithASourceOfItsOwnWhichHasItsMemoryBackAfterwards() {
        CountingSource own = new CountingSource(MemorySource.ofNative());
        Promotion<Level> kept;
        try (Scratch scratch = memory.scratch("own", ArenaSettings.defaults(), own)) {
            FrameRows<Level> rows = scratch.arena().rows(Level::new);
            Level level = rows.take();
            level.addRows(100);
            level.vertex.set(99, 6);
            kept = rows.promote(level);
        }
        kept.get().addRows(1_000);
        assertThat(kept.get().vertex.get(99)).isEqualTo(6);
        assertThat(own.piecesOut()).isPositive();
        kept.close();
        assertThat(own.piecesOut()).isZero();
    }

    @Test
    void closingTheBufferItselfEndsItAndLeavesThePromotionToBeClosed() {
        Promotion<Level> kept;
        try (FrameScope tick = arena.begin()) {
            kept = levels.promote(levels.take());
        }
        Level level = kept.get();
        level.addRows(3);
        level.close();
        assertEnded(level);
        assertThat(memory.promoted()).containsExactly(kept);
        kept.close();
        try (FrameScope tick = arena.begin()) {
            Level next = levels.take();
            assertThat(next.addRow()).isZero();
            assertThat(next.vertex.get(0)).isEqualTo(2f);
        }
    }
}
