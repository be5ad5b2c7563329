package dev.mayfly.allocator;

import static dev.mayfly.allocator.Reachability.collectUntil;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.chunk.NativeSource;
import dev.mayfly.allocator.pool.Block;
import dev.mayfly.allocator.pool.BlockPool;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What is never closed, and dropped. */
class DroppedThingsTest {

    private static final int MANY = 30;

    private final CountingSource source = new CountingSource(MemorySource.ofNative());
    private final LogLines log = new LogLines();
    private final List<String> logged = log.lines;

    @AfterEach
    void listenNoMore() {
        log.close();
    }

    private static void useInAFrame(FrameAllocator memory) {
        try (FrameScope _ = memory.arena().begin()) {
            memory.arena().allocate(100_000, 8).set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
            memory.arena().floats(1_000).set(0, 1);
        }
    }

    private boolean allIsBack() {
        return source.bytesOut() == 0;
    }

    // --- allocators

    private void dropAllocators() {
        for (int i = 0; i < MANY; i++) {
            FrameAllocator memory = FrameAllocator.create(source);
            useInAFrame(memory);
            memory.statistics();
        }
        assertThat(allIsBack()).isFalse();
    }

    @Test
    void aDroppedAllocatorGivesItsMemoryBack() {
        dropAllocators();
        assertThat(collectUntil(this::allIsBack)).as("all bytes came back").isTrue();
    }

    private FrameArena arenaAlone() {
        return FrameAllocator.create(source).arena();
    }

    @Test
    void anArenaThatIsKeptKeepsItsDroppedAllocator() {
        FrameArena arena = arenaAlone();
        WeakReference<Object> gone = new WeakReference<>(new Object());
        arena.begin();
        MemorySegment slice = arena.allocate(64, 8);
        slice.set(ValueLayout.JAVA_BYTE, 0, (byte) 7);
        assertThat(collectUntil(() -> gone.refersTo(null))).isTrue();
        System.gc();
        assertThat(slice.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 7);
        arena.end();
        useAgain(arena);
        Reference.reachabilityFence(arena);
    }

    private static void useAgain(FrameArena arena) {
        try (FrameScope _ = arena.begin()) {
            arena.allocate(1_000_000, 64).fill((byte) 1);
        }
    }

    private MemorySegment sliceAlone(List<WeakReference<?>> dropped) {
        FrameAllocator memory = FrameAllocator.create(source);
        dropped.add(new WeakReference<>(memory));
        if (!Safety.PARANOID) { // which holds it back
            // The next frame begins with the chunk that this one leaves.
            try (FrameScope _ = memory.arena().begin()) {
                memory.arena().allocate(64, 8);
            }
        }
        memory.arena().begin();
        MemorySegment slice = memory.arena().allocate(64, 8);
        slice.set(ValueLayout.JAVA_BYTE, 0, (byte) 7);
        return slice;
    }

    @Test
    void aSliceThatIsKeptOfAnOpenFrameStaysReadable() {
        List<WeakReference<?>> dropped = new ArrayList<>();
        MemorySegment slice = sliceAlone(dropped);
        assertThat(collectUntil(() -> dropped.stream().allMatch(each -> each.refersTo(null))))
                .isTrue();
        dropAllocators();
        // When those are back that were dropped later, the cleaner has been through all.
        assertThat(collectUntil(() -> source.piecesOut() == 1)).isTrue();
        assertThat(slice.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 7);
        Reference.reachabilityFence(slice);
    }

    @Test
    void whatAnOpenFrameTookGoesBackWhenNobodyHasASliceOfIt() {
        List<MemorySegment> slices = new ArrayList<>();
        List<WeakReference<?>> dropped = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            slices.add(sliceAlone(dropped));
        }
        assertThat(collectUntil(() -> dropped.stream().allMatch(each -> each.refersTo(null))))
                .isTrue();
        dropAllocators();
        assertThat(collectUntil(() -> source.piecesOut() == MANY)).isTrue();
        MemorySegment part = slices.getFirst().asSlice(0, 8);
        slices.clear();
        assertThat(collectUntil(() -> source.piecesOut() == 1)).as("all but one").isTrue();
        assertThat(part.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 7);
        part = MemorySegment.NULL;
        assertThat(collectUntil(this::allIsBack)).as("all").isTrue();
        assertThat(part.byteSize()).isZero();
    }

    @Test
    void whatAnOpenFrameTookAsideGoesBackToo() {
        for (int i = 0; i < MANY; i++) {
            FrameArena arena = arenaAlone();
            arena.begin();
            arena.allocate(100, 8).fill((byte) 1);
            arena.allocate(3 << 20, 8).fill((byte) 1);
            arena.rows(Points::new).take().addRow();
        }
        assertThat(collectUntil(this::allIsBack)).isTrue();
    }

    // --- rows in native memory

    private static final class Points extends SoaBuffer {
        final NativeFloats x = nativeFloats();

        Points() {
            super("points");
        }
    }

    private static long columnBytes() {
        return NativeSource.SYSTEM.store().bytes();
    }

    /** As another test may have left columns that are given back at any time. */
    private static final int LARGE_ROWS = 4 << 20;

    private static MemorySegment columnAlone() {
        Points points = new Points();
        points.ensureCapacity(LARGE_ROWS);
        points.x.set(points.addRow(), 7);
        return points.x.segment();
    }

    @Test
    void aDroppedColumnGivesItsMemoryBackWhenNobodyHasASegmentOfIt() {
        List<MemorySegment> segments = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            segments.add(columnAlone());
        }
        long least = 4L * LARGE_ROWS * Float.BYTES;
        assertThat(columnBytes()).isGreaterThanOrEqualTo(least);
        WeakReference<Object> gone = new WeakReference<>(new Object());
        assertThat(collectUntil(() -> gone.refersTo(null))).isTrue();
        System.gc();
        for (MemorySegment segment : segments) {
            assertThat(segment.getAtIndex(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(7);
        }
        segments.clear();
        assertThat(collectUntil(() -> columnBytes() < least)).isTrue();
        assertThat(
                        collectUntil(
                                () ->
                                        logged.stream()
                                                .anyMatch(
                                                        line -> line.contains("a native column"))))
                .isTrue();
    }

    @Test
    void aColumnThatWasClosedIsNotReported() {
        long before = logged.stream().filter(line -> line.contains("a native column")).count();
        WeakReference<Points> closed = closedRows();
        assertThat(collectUntil(() -> closed.refersTo(null))).isTrue();
        dropPools(); // which is reported after what was dropped before
        assertThat(collectUntil(this::allIsBack)).isTrue();
        assertThat(logged.stream().filter(line -> line.contains("a native column")))
                .hasSize((int) before);
    }

    private static WeakReference<Points> closedRows() {
        Points points = new Points();
        for (int i = 0; i < 1_000; i++) {
            points.addRow();
        }
        points.close();
        return new WeakReference<>(points);
    }

    @Test
    void aClosedAllocatorIsNotReported() {
        WeakReference<FrameAllocator> closed = closedAllocator();
        assertThat(collectUntil(() -> closed.refersTo(null))).isTrue();
        dropPools(); // which is reported after what was dropped before
        assertThat(collectUntil(this::allIsBack)).isTrue();
        assertThat(logged)
                .noneMatch(line -> line.contains("Dropped") && line.contains("a frame allocator"));
    }

    private WeakReference<FrameAllocator> closedAllocator() {
        FrameAllocator memory = FrameAllocator.create(source);
        useInAFrame(memory);
        memory.close();
        return new WeakReference<>(memory);
    }

    @Test
    void theLogNamesWhatWasDroppedAndWhereItWasMade() {
        dropAllocators();
        assertThat(
                        collectUntil(
                                () ->
                                        logged.stream()
                                                .anyMatch(
                                                        line ->
                                                                line.contains("a frame allocator")
                                                                        && line.contains(
                                                                                "bytes of native"
                                                                                    + " memory were"
                                                                                    + " given back")
                                                                        && (line.contains(
                                                                                        "dropAllocators")
                                                                                || line.contains(
                                                                                        "with -Dmayfly.safety=paranoid")))))
                .as("a line in %s", logged)
                .isTrue();
    }

    // --- teams

    private static WeakReference<FrameTeam> dropTeam(FrameAllocator memory, int workers) {
        FrameTeam team = FrameTeam.create(memory, workers);
        try (TeamFrame _ = team.begin()) {
            team.parallelFor(
                    0,
                    10,
                    1,
                    (from, to, arena, worker) -> arena.allocate(10_000, 8).fill((byte) 1));
        }
        return new WeakReference<>(team);
    }

    @Test
    void aDroppedTeamGivesItsArenasAndItsPoolBack() {
        try (FrameAllocator memory = FrameAllocator.create(source)) {
            List<WeakReference<FrameTeam>> teams = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                teams.add(dropTeam(memory, 3));
            }
            assertThat(collectUntil(() -> teams.stream().allMatch(team -> team.refersTo(null))))
                    .isTrue();
            memory.trim();
            assertThat(memory.nativeBytes()).isZero();
            assertThat(memory.statistics().slices().taken()).isEqualTo(MANY * 10L);
            assertThat(logged).anyMatch(line -> line.contains("a frame team"));
        }
    }

    private static WeakReference<FrameTeam> dropTeamOfADeadThread(
            FrameAllocator memory, boolean inAFrame) throws InterruptedException {
        FrameTeam team = FrameTeam.create(memory, 2);
        Thread dying =
                new Thread(
                        () -> {
                            TeamFrame frame = team.begin();
                            team.arena(1).allocate(1_000, 8).fill((byte) 1);
                            if (!inAFrame) {
                                frame.close();
                            }
                        });
        dying.start();
        dying.join();
        return new WeakReference<>(team);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDroppedTeamGoesAlsoWhereTheThreadThatHasDiedHadIt(boolean inAFrame) throws Exception {
        try (FrameAllocator memory = FrameAllocator.create(source)) {
            List<WeakReference<FrameTeam>> teams = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                teams.add(dropTeamOfADeadThread(memory, inAFrame));
            }
            assertThat(
                            collectUntil(
                                    () -> {
                                        memory.trim();
                                        return teams.stream().allMatch(team -> team.refersTo(null));
                                    }))
                    .isTrue();
            memory.trim();
            assertThat(memory.nativeBytes()).isZero();
        }
    }

    @Test
    void theNextTeamFindsThoseThatWereDropped() {
        try (FrameAllocator memory = FrameAllocator.create(source)) {
            List<WeakReference<FrameArena>> arenas = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                FrameTeam team = FrameTeam.create(memory, 2);
                arenas.add(new WeakReference<>(team.arena(1)));
            }
            assertThat(
                            collectUntil(
                                    () -> {
                                        FrameTeam.create(memory, 1).close();
                                        return arenas.stream()
                                                .allMatch(each -> each.refersTo(null));
                                    }))
                    .isTrue();
        }
    }

    // --- pools

    private void dropPools() {
        for (int i = 0; i < MANY; i++) {
            BlockPool pool = BlockPool.create(source);
            pool.take(100).close();
            pool.take(100);
            pool.take(100_000);
        }
        assertThat(allIsBack()).isFalse();
    }

    @Test
    void aDroppedPoolGivesItsMemoryBack() {
        dropPools();
        assertThat(collectUntil(this::allIsBack)).as("all bytes came back").isTrue();
    }

    private List<Block> blocksAlone() {
        BlockPool pool = BlockPool.create(source);
        List<Block> blocks = List.of(pool.take(100), pool.take(100_000));
        blocks.forEach(block -> block.segment().fill((byte) 5));
        return blocks;
    }

    @Test
    void aBlockThatIsKeptKeepsItsDroppedPool() {
        List<Block> blocks = blocksAlone();
        WeakReference<Object> gone = new WeakReference<>(new Object());
        assertThat(collectUntil(() -> gone.refersTo(null))).isTrue();
        System.gc();
        for (Block block : blocks) {
            assertThat(block.segment().get(ValueLayout.JAVA_BYTE, 99)).isEqualTo((byte) 5);
            block.close();
        }
    }

    // --- rings and scratches

    private static WeakReference<FrameArena> dropScratch(FrameAllocator memory, boolean withSlice) {
        Scratch scratch = memory.scratch("dropped");
        scratch.arena().intList(1_000).add(5);
        if (withSlice) {
            scratch.arena().allocate(1_000, 8);
        }
        return new WeakReference<>(scratch.arena());
    }

    @Test
    void aDroppedScratchGoesWhileItsThreadLives() {
        try (FrameAllocator memory = FrameAllocator.create(source)) {
            List<WeakReference<FrameArena>> arenas = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                arenas.add(dropScratch(memory, i % 2 == 0));
                memory.statistics();
            }
            assertThat(collectUntil(() -> arenas.stream().allMatch(each -> each.refersTo(null))))
                    .isTrue();
            memory.trim();
            assertThat(logged).anyMatch(line -> line.contains("'dropped'"));
            assertThat(collectUntil(this::allIsBack)).as("before the allocator is closed").isTrue();
        }
    }

    @Test
    void aListOfADroppedScratchStaysInUse() {
        try (FrameAllocator memory = FrameAllocator.create(source)) {
            IntList list = memory.scratch("dropped").arena().intList(4);
            WeakReference<Object> gone = new WeakReference<>(new Object());
            assertThat(collectUntil(() -> gone.refersTo(null))).isTrue();
            memory.trim();
            for (int i = 0; i < 10_000; i++) {
                list.add(i);
            }
            assertThat(list.get(9_999)).isEqualTo(9_999);
        }
    }

    @Test
    void aDroppedRingGoesWhileItsThreadLives() {
        try (FrameAllocator memory = FrameAllocator.create()) {
            WeakReference<FrameArena> arena = dropRing(memory);
            assertThat(collectUntil(() -> arena.refersTo(null))).isTrue();
            memory.trim();
            assertThat(logged).anyMatch(line -> line.contains("'dropped'"));
            assertThat(collectUntil(this::allIsBack)).as("before the allocator is closed").isTrue();
        }
    }

    @Test
    void aRingWithASourceOfItsOwnThatIsDroppedInAFrameIsForgotten() {
        try (FrameAllocator memory = FrameAllocator.create()) {
            List<MemorySegment> slices = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                slices.add(sliceOfRing(memory));
            }
            assertThat(
                            collectUntil(
                                    () -> {
                                        memory.trim();
                                        return logged.stream()
                                                .anyMatch(
                                                        line ->
                                                                line.contains(
                                                                        "'dropped in a frame'"));
                                    }))
                    .isTrue();
            assertThat(source.piecesOut()).isPositive();
            for (MemorySegment slice : slices) {
                assertThat(slice.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 3);
            }
            slices.clear();
            assertThat(
                            collectUntil(
                                    () -> {
                                        memory.trim();
                                        return allIsBack();
                                    }))
                    .isTrue();
            assertThat(memory.statistics().stores())
                    .as("no store is left of one")
                    .noneMatch(each -> each.source().equals(source.toString()));
        }
    }

    private MemorySegment sliceOfRing(FrameAllocator memory) {
        FrameRing ring = memory.ring("dropped in a frame", 2, ArenaSettings.defaults(), source);
        MemorySegment slice = ring.begin().allocate(64, 8);
        slice.fill((byte) 3);
        return slice;
    }

    private WeakReference<FrameArena> dropRing(FrameAllocator memory) {
        FrameRing ring = memory.ring("dropped", 2, ArenaSettings.defaults(), source);
        ring.begin();
        ring.end();
        FrameArena arena = ring.begin();
        arena.allocate(1_000, 8);
        ring.end();
        return new WeakReference<>(arena);
    }

    @Test
    void droppedScratchesDoNotPutOffReviews() {
        ArenaSettings brief = ArenaSettings.defaults().withQuietFrames(1);
        try (FrameAllocator memory = FrameAllocator.create(brief, source)) {
            useInAFrame(memory);
            List<WeakReference<FrameArena>> dropped = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                dropped.add(dropScratch(memory, true));
            }
            assertThat(collectUntil(() -> dropped.stream().allMatch(each -> each.refersTo(null))))
                    .isTrue();
            try (Scratch another = memory.scratch("another")) { // which finds those
                another.arena().allocate(3 << 20, 8);
            }
            for (int frame = 0; frame < MANY / 2; frame++) {
                useInAFrame(memory);
            }
            assertThat(source.bytesOut()).isLessThan(3 << 20);
        }
    }

    @Test
    void scratchesOfTheClosingThreadAreClosedWithTheAllocator() {
        FrameAllocator memory = FrameAllocator.create(source);
        Scratch scratch = memory.scratch("open");
        scratch.arena().allocate(1_000, 8);
        memory.close();
        assertThat(allIsBack()).isTrue();
        scratch.close();
    }

    @Test
    void aScratchOfAnotherThreadIsNamedAndGivesItsMemoryBackWhenItIsClosed() throws Exception {
        FrameAllocator memory = FrameAllocator.create(source);
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread other =
                new Thread(
                        () -> {
                            Scratch scratch = memory.scratch("of another");
                            scratch.arena().allocate(1_000, 8);
                            taken.countDown();
                            awaitThat(closed);
                            scratch.close();
                        });
        other.start();
        taken.await();
        memory.close();
        closed.countDown();
        other.join();
        assertThat(allIsBack()).isTrue();
        assertThat(logged).anyMatch(line -> line.contains("of another"));
    }

    private static void awaitThat(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatAThreadLeftOpenThatDiedGoesBackWithTheAllocator() throws Exception {
        FrameAllocator memory = FrameAllocator.create(source);
        Thread dying =
                new Thread(
                        () -> {
                            memory.arena().begin();
                            memory.arena().allocate(1_000, 8);
                            memory.arena().scope();
                            memory.arena().allocate(1_000, 8);
                            memory.arena().scope();
                            memory.scratch("of the dead").arena().allocate(1_000, 8);
                        });
        dying.start();
        dying.join();
        memory.close();
        assertThat(allIsBack()).isTrue();
    }
}
