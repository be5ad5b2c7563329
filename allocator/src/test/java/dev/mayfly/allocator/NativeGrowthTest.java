package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;

/** How much native memory an arena holds, as its load grows and falls. */
class NativeGrowthTest extends ArenaFixture {

    private static final int QUIET_FRAMES = ArenaSettings.defaults().quietFrames();
    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    @BeforeEach
    void onlyWhereReleasedChunksAreNotHeldBack() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
    }

    @Test
    void nothingIsHeldBeforeTheFirstSlice() {
        try (FrameScope tick = arena.begin()) {
            arena.floats(10_000);
            assertThat(memory.nativeBytes()).isZero();
        }
    }

    @Test
    void chunksDoubleFrom64KibTo1Mib() {
        try (FrameScope tick = arena.begin()) {
            long[] held = new long[7];
            for (int i = 0; i < held.length; i++) {
                long before = memory.nativeBytes();
                while (memory.nativeBytes() == before) {
                    arena.allocate(KIB, 8);
                }
                held[i] = memory.nativeBytes() - before;
            }
            assertThat(held)
                    .containsExactly(64 * KIB, 128 * KIB, 256 * KIB, 512 * KIB, MIB, MIB, MIB);
        }
    }

    @Test
    void aLargeRequestGetsItsOwnChunkAndDoesNotRaiseGrowth() {
        try (FrameScope tick = arena.begin()) {
            arena.allocate(KIB, 8);
            arena.allocate(5 * MIB, 8);
            assertThat(memory.nativeBytes()).isEqualTo(64 * KIB + 5 * MIB);
            long inFirstChunk = arena.allocate(KIB, 8).address();
            assertThat(arena.allocate(KIB, 8).address()).isEqualTo(inFirstChunk + KIB);
            for (int i = 0; i < 64; i++) {
                arena.allocate(KIB, 8);
            }
            assertThat(memory.nativeBytes()).isEqualTo((64 + 128) * KIB + 5 * MIB);
        }
    }

    @Test
    void theNextFrameStartsWithOneChunkForWhatTheLastOneNeeded() {
        frameOf(3 * MIB);
        try (FrameScope tick = arena.begin()) {
            long first = arena.allocate(KIB, 64).address();
            for (long taken = KIB; taken < 3 * MIB; taken += KIB) {
                assertThat(arena.allocate(KIB, 64).address()).isEqualTo(first + taken);
            }
        }
    }

    @Test
    void aSteadyLoadTakesNothingMoreFromTheSystem() {
        for (int i = 0; i < 2 * QUIET_FRAMES; i++) {
            frameOf(3 * MIB);
        }
        long held = memory.nativeBytes();
        assertThat(held).as("one chunk").isEqualTo(3 * MIB);
        for (int i = 0; i < 3 * QUIET_FRAMES; i++) {
            frameOf(3 * MIB);
            assertThat(memory.nativeBytes()).isEqualTo(held);
        }
    }

    @Test
    void aSpikeIsGivenBackAfterQuietFrames() {
        frameOf(200 * MIB);
        frameOf(200 * MIB);
        assertThat(memory.nativeBytes()).isGreaterThanOrEqualTo(200 * MIB);
        for (int i = 0; i < 2 * QUIET_FRAMES; i++) {
            frameOf(10 * KIB);
        }
        assertThat(memory.nativeBytes()).isLessThan(17 * MIB);
        for (int i = 0; i < 2 * QUIET_FRAMES; i++) {
            frameOf(10 * KIB);
        }
        assertThat(memory.nativeBytes()).isEqualTo(64 * KIB);
    }

    @Test
    void theStoreKeepsAChunkThatIsWantedBetweenTwoReviewsAndLetsGoOfOneThatIsNot() {
        ChunkStore store = new ChunkStore(MemorySource.ofNative());
        store.give(store.take(64 * KIB, 8));
        store.review();
        store.give(store.take(64 * KIB, 8));
        store.review();
        assertThat(store.freeBytes()).isEqualTo(64 * KIB);
        store.review();
        assertThat(store.freeBytes()).isZero();
        store.close();
    }

    @Test
    void aLargeSliceEveryFrameIsNotTakenFromTheSystemEveryFrame() {
        for (int i = 0; i < 3; i++) {
            frameWithOneSlice(40 * MIB);
        }
        long first = frameWithOneSlice(40 * MIB);
        assertThat(frameWithOneSlice(40 * MIB)).isEqualTo(first);
    }

    @Test
    void betweenFramesItsChunkIsThereForOthers() {
        frameWithOneSlice(KIB);
        assertThat(memory.statistics().stores().getFirst().spareBytes()).isEqualTo(64 * KIB);
        assertThat(memory.statistics().stores().getFirst().arenaBytes()).isZero();
        try (Scratch other = memory.scratch("other")) {
            long theirs = other.arena().allocate(KIB, 8).address();
            assertThat(memory.nativeBytes()).isEqualTo(64 * KIB);
            assertThat(memory.statistics().stores().getFirst().arenaBytes()).isEqualTo(64 * KIB);
            assertThat(frameWithOneSlice(KIB)).isNotEqualTo(theirs);
            assertThat(memory.nativeBytes()).isEqualTo(128 * KIB);
            other.arena().allocate(KIB, 8).fill((byte) 1);
            frameWithOneSlice(KIB);
        }
        assertThat(memory.nativeBytes()).isEqualTo(128 * KIB);
    }

    @Test
    void anotherArenaThatNeedsMoreThanTheChunkLeavesItWhereItIs() {
        long mine = frameWithOneSlice(KIB);
        try (Scratch other = memory.scratch("other")) {
            other.arena().allocate(100 * KIB, 8);
            assertThat(frameWithOneSlice(KIB)).isEqualTo(mine);
        }
    }

    @Test
    void arenasWhoseFramesTakeTurnsEndUpWithAChunkEach() {
        try (FrameRing other = memory.ring("other", 1)) {
            long mine = 0;
            long theirs = 0;
            for (int turn = 0; turn < 10; turn++) {
                long mineNow = frameWithOneSlice(KIB);
                long theirsNow = other.begin().allocate(KIB, 8).address();
                other.end();
                if (turn > 1) {
                    assertThat(mineNow).isEqualTo(mine);
                    assertThat(theirsNow).isEqualTo(theirs);
                }
                mine = mineNow;
                theirs = theirsNow;
            }
        }
        assertThat(memory.nativeBytes()).isEqualTo(128 * KIB);
    }

    @Test
    void theChunkOfAThreadThatDiedIsUsedOnce() throws InterruptedException {
        long[] address = new long[2];
        Thread first = new Thread(() -> address[0] = frameOfThisThread());
        first.start();
        first.join();
        try (Scratch other = memory.scratch("other")) {
            MemorySegment theirs = other.arena().allocate(KIB, 8).fill((byte) 1);
            assertThat(theirs.address()).isEqualTo(address[0]);
            Thread second = new Thread(() -> address[1] = frameOfThisThread());
            second.start();
            second.join();
            assertThat(address[1]).isNotEqualTo(address[0]);
            assertThat(memory.nativeBytes()).isEqualTo(128 * KIB);
        }
    }

    private long frameOfThisThread() {
        FrameArena mine = memory.arena();
        try (FrameScope _ = mine.begin()) {
            return mine.allocate(KIB, 8).address();
        }
    }

    private long frameWithOneSlice(long bytes) {
        try (FrameScope tick = arena.begin()) {
            return arena.allocate(bytes, 8).address();
        }
    }

    private void frameOf(long bytes) {
        try (FrameScope tick = arena.begin()) {
            for (long taken = 0; taken < bytes; taken += KIB) {
                arena.allocate(KIB, 8);
            }
        }
    }
}
