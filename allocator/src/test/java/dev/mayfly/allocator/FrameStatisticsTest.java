package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.allocator.team.FrameTeam;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;

/** What an allocator tells of its arenas. */
class FrameStatisticsTest extends ArenaFixture {

    private final Tag search = Tag.of("search");
    private final Tag step = Tag.of("step");

    private FrameStatistics.Buffers buffers(String type, int capacity) {
        return memory.statistics().buffers().stream()
                .filter(each -> each.type().equals(type) && each.capacity() == capacity)
                .findAny()
                .orElse(new FrameStatistics.Buffers(type, capacity, 0, 0, 0));
    }

    private FrameStatistics.Tagged tagged(Tag tag) {
        return memory.statistics().tags().stream()
                .filter(each -> each.tag() == tag)
                .findAny()
                .orElse(new FrameStatistics.Tagged(tag, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void anAllocatorThatHasDoneNothingSaysSo() {
        FrameStatistics none = memory.statistics();
        assertThat(none.buffers()).isEmpty();
        assertThat(none.tags()).isEmpty();
        assertThat(none.takenBytes()).isZero();
        assertThat(none.peakBytes()).isZero();
        assertThat(none.stores()).hasSize(1);
    }

    @Test
    void buffersAreCountedByTypeAndSizeClass() {
        for (int frame = 1; frame <= 3; frame++) {
            try (FrameScope _ = arena.begin()) {
                for (int i = 0; i < 5; i++) {
                    arena.floats(20);
                }
                arena.floats(200);
                arena.intList(20);
                try (FrameScope _ = arena.scope()) {
                    arena.floats(new int[] {17}[0]);
                    assertThat(buffers("Floats", 32).live()).isEqualTo(6);
                }
                assertThat(buffers("Floats", 32))
                        .isEqualTo(
                                new FrameStatistics.Buffers(
                                        "Floats", 32, 128, 6L * frame, 6L * (frame - 1) + 1));
            }
            assertThat(buffers("Floats", 32).live()).isZero();
            assertThat(buffers("Floats", 256).taken()).isEqualTo(frame);
            assertThat(buffers("IntList", 32).returned()).isEqualTo(frame);
        }
        assertThat(buffers("Floats", 32).takenBytes()).isEqualTo(18 * 128);
        assertThat(buffers("Floats", 32).returnedBytes()).isEqualTo(18 * 128);
        assertThat(buffers("Floats", 32).liveBytes()).isZero();
    }

    @Test
    void bytesAreToldByTag() {
        for (int frame = 0; frame < 3; frame++) {
            try (FrameScope _ = arena.begin(search)) {
                arena.floats(16);
                try (FrameScope _ = arena.scope(step)) {
                    arena.longs(16 << frame);
                    assertThat(tagged(step).liveBytes()).isEqualTo(128L << frame);
                    assertThat(tagged(search).liveBytes()).isEqualTo(64);
                    assertThat(memory.statistics().liveBytes()).isEqualTo(arena.used());
                }
            }
        }
        assertThat(tagged(step)).isEqualTo(new FrameStatistics.Tagged(step, 3, 0, 1, 896, 0, 512));
        assertThat(tagged(search))
                .isEqualTo(new FrameStatistics.Tagged(search, 3, 0, 1, 192, 0, 64));
        assertThat(memory.statistics().tags())
                .extracting(FrameStatistics.Tagged::tag)
                .containsExactly(step, search);
        assertThat(memory.statistics().takenBytes()).isEqualTo(1_088);
        assertThat(memory.statistics().peakBytes()).isEqualTo(512 + 64);
    }

    @Test
    void tagsOfAsManyBytesStandInTheOrderOfTheirNames() {
        for (Tag tag : new Tag[] {step, Tag.of("avoid"), search}) {
            try (FrameScope _ = arena.begin(tag)) {
                arena.floats(16);
            }
        }
        assertThat(memory.statistics().tags())
                .extracting(each -> each.tag().name())
                .containsExactly("avoid", "search", "step");
    }

    @Test
    void slicesAreCountedAsTheirScopesEnd() {
        for (int frame = 0; frame < 2; frame++) {
            try (FrameScope _ = arena.begin()) {
                try (FrameScope _ = arena.scope()) {
                    arena.allocate(1_000, 1);
                    arena.allocate(0, 1);
                    assertThat(memory.statistics().slices().live()).isEqualTo(2);
                }
                assertThat(memory.statistics().slices().live()).isZero();
                assertThat(memory.statistics().slices().returned()).isEqualTo(2 + 2 * frame);
            }
        }
        assertThat(memory.statistics().slices().liveBytes()).isZero();
        assertThat(memory.statistics().slices().returnedBytes()).isGreaterThanOrEqualTo(2_000);
    }

    @Test
    void slicesAreToldByCountAndInBytes() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        try (FrameScope _ = arena.begin()) {
            arena.allocate(100, 1);
            try (FrameScope _ = arena.scope()) {
                arena.allocate(1_000, 1);
                arena.allocate(0, 1);
                assertThat(memory.statistics().slices())
                        .isEqualTo(new FrameStatistics.Slices(3, 0, 0, 1_100));
            }
            assertThat(memory.statistics().slices())
                    .isEqualTo(new FrameStatistics.Slices(3, 2, 1_000, 100));
            try (FrameScope _ = arena.scope()) {
                arena.allocate(0, 1);
            }
            assertThat(memory.statistics().slices().returned()).isEqualTo(3);
            arena.allocate(3 << 20, 1);
            arena.allocate(60 << 10, 1);
            arena.allocate(100 << 10, 1);
            assertThat(memory.statistics().slices().liveBytes())
                    .isBetween(3L << 20, (3L << 20) + (400 << 10));
        }
        FrameStatistics.Slices after = memory.statistics().slices();
        assertThat(after.liveBytes()).isZero();
        assertThat(after.taken()).isEqualTo(7);
        assertThat(after.live()).isZero();
        assertThat(after.takenBytes()).isBetween(3L << 20, (3L << 20) + (400 << 10));
    }

    @Test
    void whatATagTookIsCountedWhateverItIs() {
        FrameObjects<StringBuilder> objects = arena.objects(StringBuilder::new);
        try (FrameScope _ = arena.begin(search)) {
            arena.floats(16);
            objects.take();
            arena.allocate(10, 1);
            try (FrameScope _ = arena.scope(step)) {
                arena.floats(16);
                arena.floats(16);
                arena.floats(1_000);
                objects.take();
                arena.allocate(0, 1);
                arena.allocate(10, 1);
                try (FrameScope _ = arena.scope(search)) {
                    arena.floats(16);
                    arena.allocate(10, 1);
                }
                assertThat(tagged(step).live()).isEqualTo(6);
                arena.ints(16);
                assertThat(tagged(step).live()).isEqualTo(7);
                assertThat(tagged(search).live()).isEqualTo(3);
                assertThat(tagged(search).returned()).isEqualTo(2);
                assertThat(tagged(search).taken()).isEqualTo(5);
            }
            assertThat(tagged(step).returned()).isEqualTo(7);
            assertThat(tagged(step).live()).isZero();
            arena.floats(16);
            assertThat(tagged(search).live()).isEqualTo(4);
        }
        assertThat(tagged(search).returned()).isEqualTo(6);
        assertThat(tagged(search).peak()).isEqualTo(4);
        assertThat(tagged(step).peak()).isEqualTo(7);
    }

    @Test
    void whatARewoundMarkHadIsCountedOnce() {
        try (FrameScope _ = arena.begin(search)) {
            arena.allocate(10, 1);
            long mark = arena.mark();
            for (int i = 0; i < 3; i++) {
                arena.floats(16);
                arena.allocate(10, 1);
                arena.rewind(mark);
            }
            assertThat(tagged(search).returned()).isEqualTo(6);
            assertThat(tagged(search).live()).isEqualTo(1);
        }
        assertThat(tagged(search).returned()).isEqualTo(7);
    }

    @Test
    void chunksAreToldByTheirSource() {
        try (Scratch scratch =
                memory.scratch("heap", ArenaSettings.defaults(), MemorySource.ofHeap())) {
            scratch.arena().allocate(100, 8);
            try (FrameScope _ = arena.begin()) {
                arena.allocate(100, 8);
                FrameStatistics now = memory.statistics();
                assertThat(now.stores()).hasSize(2);
                assertThat(now.stores()).allMatch(store -> store.arenaBytes() == 64 << 10);
                assertThat(now.stores().getFirst().source())
                        .isEqualTo(MemorySource.ofNative().toString());
                assertThat(now.stores().getLast().source())
                        .isEqualTo(MemorySource.ofHeap().toString());
            }
        }
        assertThat(memory.statistics().stores()).hasSize(1);
    }

    @Test
    void whatIsPromotedOrSentCountsAsReturnedWhenItsScopeEnds() {
        Promotion<Floats> kept;
        Parcel<Floats> sent;
        try (FrameScope _ = arena.begin()) {
            kept = arena.promote(arena.floats(16));
            sent = arena.send(arena.floats(16));
        }
        assertThat(buffers("Floats", 16).returned()).isEqualTo(2);
        kept.close();
        sent.discard();
    }

    @Test
    void theArenaOfAnotherThreadIsLookedAtOnceInAWhile() throws Exception {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
        StatisticsReader reader = new StatisticsReader(now::get);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            FrameArena theirs = other.submit(() -> memory.arena()).get();
            List<FrameArena> both = List.of(arena, theirs);
            for (int i = 1; i <= 3; i++) {
                takeOne(arena);
                other.submit(() -> takeOne(theirs)).get();
                assertThat(slicesTaken(reader, both)).as("mine and theirs").isEqualTo(4L * i - 2);
                takeOne(arena);
                other.submit(() -> takeOne(theirs)).get();
                now.addAndGet(StatisticsReader.REST_NANOS - 1);
                assertThat(slicesTaken(reader, both)).as("mine alone").isEqualTo(4L * i - 1);
                now.incrementAndGet();
                assertThat(slicesTaken(reader, both)).as("again both").isEqualTo(4L * i);
                now.addAndGet(StatisticsReader.REST_NANOS);
            }
        }
    }

    private static void takeOne(FrameArena from) {
        try (FrameScope _ = from.begin()) {
            from.allocate(64, 8);
        }
    }

    private static long slicesTaken(StatisticsReader reader, List<FrameArena> arenas) {
        return reader.read(arenas, List.of()).slices().taken();
    }

    @Test
    void totalsOutliveThreadsRingsScratchesAndTeams() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            Thread thread =
                    new Thread(
                            () -> {
                                try (FrameScope _ = memory.arena().begin()) {
                                    memory.arena().floats(16);
                                }
                                memory.arena().begin();
                                memory.arena().floats(16);
                            });
            thread.start();
            thread.join();
        }
        try (Scratch scratch = memory.scratch("scratch");
                FrameRing ring = memory.ring("ring", 2);
                FrameTeam team = FrameTeam.create(memory, ForkJoinPool.commonPool())) {
            scratch.arena().floats(16);
            ring.begin().floats(16);
            ring.end();
            assertThat(buffers("Floats", 16).live()).isBetween(3L, 4L);
            assertThat(team.workers()).isPositive();
        }
        assertThat(buffers("Floats", 16).taken()).isEqualTo(6);
        try (FrameScope _ = arena.begin()) {
            arena.floats(16);
        }
        assertThat(buffers("Floats", 16).taken()).isEqualTo(7);
        long taken = memory.statistics().takenBytes();
        memory.close();
        assertThat(memory.statistics().takenBytes()).isEqualTo(taken);
    }

    @Test
    void slicesAndPeaksOutliveAScratch() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        try (Scratch scratch = memory.scratch("scratch")) {
            scratch.arena().allocate(1_000, 1);
            scratch.arena().floats(16);
        }
        assertThat(memory.statistics().slices())
                .isEqualTo(new FrameStatistics.Slices(1, 1, 1_000, 0));
        assertThat(memory.statistics().peakBytes()).isEqualTo(1_064);
    }

    @Test
    void thePeakOfATagIsAtLeastWhatIsLive() {
        try (FrameScope _ = arena.begin(search)) {
            arena.floats(16);
            assertThat(tagged(search))
                    .isEqualTo(new FrameStatistics.Tagged(search, 0, 1, 1, 0, 64, 64));
            try (FrameScope _ = arena.scope(step)) {
                arena.floats(64);
            }
            try (FrameScope _ = arena.scope(step)) {
                arena.floats(16);
            }
            assertThat(tagged(step))
                    .isEqualTo(new FrameStatistics.Tagged(step, 2, 0, 1, 320, 0, 256));
        }
    }

    @Test
    void whatWasRefusedIsNotListed() {
        try (FrameScope _ = arena.begin(Tag.of("small", 64))) {
            assertThatThrownBy(() -> arena.floats(100)).isInstanceOf(LimitExceededException.class);
        }
        assertThat(memory.statistics().buffers()).isEmpty();
    }

    @Test
    void anArenaThatWasReadIsLetGoWhenItsScratchIsClosed() {
        WeakReference<FrameArena> read = scratchThatIsReadAndClosed();
        assertThat(buffers("Floats", 16).taken()).isEqualTo(1);
        for (int i = 0; i < 50 && read.get() != null; i++) {
            System.gc();
        }
        assertThat(read.get()).isNull();
    }

    private WeakReference<FrameArena> scratchThatIsReadAndClosed() {
        try (Scratch scratch = memory.scratch("scratch")) {
            scratch.arena().floats(16);
            assertThat(buffers("Floats", 16).live()).isEqualTo(1);
            return new WeakReference<>(scratch.arena());
        }
    }
}
