package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.budget.MemorySize;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The limit on all native memory of an allocator. */
class NativeLimitTest {

    private static final int MIB = 1 << 20;
    private static final ArenaSettings DEFAULTS = ArenaSettings.defaults();
    private static final Pattern ADVISED =
            Pattern.compile("FrameAllocator.limitNative, with (\\d+MiB) or more");

    static final class Instances extends SoaBuffer {
        final NativeFloats x = nativeFloats();
    }

    private final CountingSource source = new CountingSource(MemorySource.ofNative());
    private final FrameAllocator memory = FrameAllocator.create(source);

    @AfterEach
    void nothingLeaks() {
        memory.close();
        assertThat(source.piecesOut()).isZero();
        assertThat(memory.nativeBytes()).isZero();
    }

    /** Expects {@code taking} to be refused, follows the advice, and takes. */
    private <T> T takeAsAdvised(long limit, Callable<T> taking) throws Exception {
        OutOfNativeMemoryException refused =
                catchThrowableOfType(OutOfNativeMemoryException.class, taking::call);
        assertThat(refused)
                .hasMessageContaining(
                        "the limit of the native memory of this allocator is " + limit + " bytes");
        Matcher advised = ADVISED.matcher(refused.getMessage());
        assertThat(advised.find()).as(refused.getMessage()).isTrue();
        memory.limitNative(MemorySize.parse(advised.group(1)));
        return taking.call();
    }

    @Test
    void anEndlessLoopInOneFrameMeetsItAndTheTagIsNamed() throws Exception {
        memory.limitNative(8 * MIB);
        FrameArena arena = memory.arena();
        try (FrameScope _ = arena.begin();
                FrameScope _ = arena.scope(Tag.of("endless"))) {
            OutOfNativeMemoryException met =
                    catchThrowableOfType(
                            OutOfNativeMemoryException.class,
                            () -> {
                                while (true) {
                                    arena.allocate(50_000, 8);
                                }
                            });
            assertThat(source.bytesOut()).isBetween(4L * MIB, 8L * MIB);
            assertThat(met)
                    .hasMessageContaining("'endless' with ")
                    .hasMessageContaining("Take less, give something back first, or raise the");
            assertThat(takeAsAdvised(8 * MIB, () -> arena.allocate(5 * MIB, 8)).byteSize())
                    .isEqualTo(5 * MIB);
        }
    }

    @Test
    void whatEveryKindOfHolderHasIsOneSum() throws Exception {
        CountingSource own = new CountingSource(MemorySource.ofNative());
        FrameArena arena = memory.arena();
        FrameRows<Instances> rows = arena.rows(Instances::new);
        try (Scratch scratch = memory.scratch("scratch", DEFAULTS, own);
                FrameRing ring = memory.ring("ring", 2);
                FrameTeam team = FrameTeam.create(memory, 2)) {
            List<Runnable> takers = new ArrayList<>();
            try (FrameScope _ = arena.begin()) {
                FrameArena inRing = ring.begin();
                try (TeamFrame _ = team.begin()) {
                    takers.add(() -> arena.allocate(2 * MIB, 8));
                    takers.add(() -> scratch.arena().allocate(2 * MIB, 8));
                    takers.add(() -> inRing.allocate(2 * MIB, 8));
                    takers.add(() -> team.arena(1).allocate(2 * MIB, 8));
                    takers.add(() -> rows.take().addRows(MIB / 2));
                    for (Runnable taker : takers) {
                        long has = source.bytesOut() + own.bytesOut();
                        memory.limitNative(has + MIB);
                        takeAsAdvised(
                                has + MIB,
                                () -> {
                                    taker.run();
                                    return has;
                                });
                        assertThat(memory.nativeBytes())
                                .isEqualTo(source.bytesOut() + own.bytesOut())
                                .isGreaterThan(has);
                    }
                }
                ring.end();
            }
        }
    }

    @Test
    void whatIsPromotedCountsUntilItIsClosed() throws Exception {
        Promotion<?> kept;
        try (Scratch scratch = memory.scratch("brief")) {
            memory.limitNative(3 * MIB);
            var slice = scratch.arena().allocate(2 * MIB, 8);
            kept = takeAsAdvised(3 * MIB, () -> scratch.arena().promote(slice));
        }
        memory.trim();
        memory.limitNative(3 * MIB);
        FrameArena arena = memory.arena();
        try (FrameScope _ = arena.begin()) {
            assertThatExceptionOfType(OutOfNativeMemoryException.class)
                    .isThrownBy(() -> arena.allocate(2 * MIB, 8))
                    .withMessageContaining("1 promoted things with " + 2 * MIB);
            kept.close();
            assertThat(arena.allocate(2 * MIB, 8).byteSize()).isEqualTo(2 * MIB);
        }
    }

    @Test
    void whatIsSpareIsLetGoOfBeforeItRefuses() {
        // Paranoid holds back what was used, so that is not spare.
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        try (Scratch scratch =
                memory.scratch("scratch", DEFAULTS, new CountingSource(MemorySource.ofNative()))) {
            scratch.arena().allocate(3 * MIB, 8);
            scratch.reset();
            memory.limitNative(4 * MIB);
            FrameArena arena = memory.arena();
            try (FrameScope _ = arena.begin()) {
                arena.allocate(2 * MIB, 8);
            }
        }
    }

    @Test
    void itIsNeverPassedByManyThreadsAndTheBooksComeOutEven() throws Exception {
        long limit = 3 * MIB;
        AtomicLong refused = new AtomicLong();
        CountingSource own = new CountingSource(MemorySource.ofNative());
        memory.limitNative(limit);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                boolean ofOwn = t % 2 == 0;
                all.add(
                        threads.submit(
                                () -> {
                                    if (ofOwn) {
                                        try (Scratch scratch =
                                                memory.scratch("own", DEFAULTS, own)) {
                                            churn(scratch.arena(), scratch::reset, own, refused);
                                        }
                                    } else {
                                        FrameArena arena = memory.arena();
                                        for (int i = 0; i < 40; i++) {
                                            try (FrameScope _ = arena.begin()) {
                                                take(arena, own, refused);
                                            }
                                        }
                                    }
                                    return null;
                                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(refused.get()).isPositive();
        if (SafetyLevel.current() == SafetyLevel.PARANOID) {
            return; // which holds back what threads have used that are gone
        }
        memory.trim();
        long left = limit - source.bytesOut() - own.bytesOut();
        FrameArena arena = memory.arena();
        try (FrameScope _ = arena.begin()) {
            assertThat(arena.allocate(left, 8).byteSize()).isEqualTo(left);
        }
    }

    private void churn(FrameArena arena, Runnable reset, CountingSource own, AtomicLong refused) {
        for (int i = 0; i < 40; i++) {
            take(arena, own, refused);
            reset.run();
        }
    }

    private void take(FrameArena arena, CountingSource own, AtomicLong refused) {
        try { // both fit alone, and not always together
            arena.allocate(ThreadLocalRandom.current().nextInt(64 << 10, 2 * MIB), 8);
            arena.allocate(ThreadLocalRandom.current().nextInt(64 << 10, 2 * MIB), 8);
        } catch (OutOfNativeMemoryException full) {
            refused.incrementAndGet();
        }
        assertThat(source.bytesOut() + own.bytesOut()).isLessThanOrEqualTo(3 * MIB);
    }

    @Test
    void whatIsOutStaysWhereLessIsAllowedAndNothingMoreIsGiven() {
        FrameArena arena = memory.arena();
        try (FrameScope _ = arena.begin()) {
            var slice = arena.allocate(2 * MIB, 8);
            memory.limitNative(0);
            slice.fill((byte) 7);
            assertThatExceptionOfType(OutOfNativeMemoryException.class)
                    .isThrownBy(() -> arena.allocate(2 * MIB, 8));
        }
        assertThatExceptionOfType(InvalidSizeException.class)
                .isThrownBy(() -> memory.limitNative(-1))
                .withMessageContaining("use 0 or more");
    }

    @Test
    void aSourceThatFailsLeavesTheBooksAsTheyWere() {
        boolean[] broken = {true};
        MemorySource failing =
                (bytes, alignment) -> {
                    if (broken[0]) {
                        throw new IllegalStateException("broken");
                    }
                    return MemorySource.ofNative().request(bytes, alignment);
                };
        try (Scratch scratch = memory.scratch("broken", DEFAULTS, failing)) {
            memory.limitNative(3 * MIB);
            for (int i = 0; i < 10; i++) {
                assertThatExceptionOfType(MemorySourceException.class)
                        .isThrownBy(() -> scratch.arena().allocate(2 * MIB, 8));
            }
            broken[0] = false;
            assertThat(scratch.arena().allocate(2 * MIB, 8).byteSize()).isEqualTo(2 * MIB);
        }
    }

    @Test
    void whereItIsFullTheNextOfAChainIsAsked() {
        MemorySource chain = MemorySource.firstOf(MemorySource.ofNative(), MemorySource.ofHeap());
        try (FrameAllocator chained = FrameAllocator.create(chain)) {
            chained.limitNative(0);
            try (FrameScope _ = chained.arena().begin()) {
                assertThat(chained.arena().allocate(100, 8).isNative()).isFalse();
            }
        }
    }
}
