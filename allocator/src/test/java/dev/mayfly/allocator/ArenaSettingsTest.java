package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.CompletableFuture;

class ArenaSettingsTest {

    private static final ArenaSettings DEFAULTS = ArenaSettings.defaults();

    @Test
    void chunksStartAndStopAtTheSizesThatWereSet() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        try (FrameAllocator memory = FrameAllocator.create(DEFAULTS.withChunks(1 << 10, 4 << 10))) {
            FrameArena arena = memory.arena();
            try (FrameScope tick = arena.begin()) {
                arena.allocate(1 << 10, 1);
                assertThat(memory.nativeBytes()).isEqualTo(1 << 10);
                arena.allocate(1, 1);
                assertThat(memory.nativeBytes()).isEqualTo(3 << 10);
                arena.allocate(2 << 10, 1);
                assertThat(memory.nativeBytes()).isEqualTo(7 << 10);
                arena.allocate(4 << 10, 1);
                assertThat(memory.nativeBytes()).isEqualTo(11 << 10);
                arena.allocate(100 << 10, 1);
                assertThat(memory.nativeBytes()).as("one of its own").isEqualTo(111 << 10);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 16, 64, 128, 4_096})
    void everySliceIsAlignedAtLeastAsSet(long alignment) {
        try (FrameAllocator memory = FrameAllocator.create(DEFAULTS.withAlignment(alignment))) {
            FrameArena arena = memory.arena();
            for (int frame = 0; frame < 3; frame++) {
                try (FrameScope tick = arena.begin()) {
                    for (int i = 1; i < 50; i++) {
                        assertThat(arena.allocate(i, 1).address() % alignment).isZero();
                        assertThat(arena.allocate(i, 32).address() % Math.max(alignment, 32))
                                .isZero();
                    }
                }
            }
        }
    }

    @Test
    void aFrameTakesNoMoreThanTheLimitOfItsArena() {
        // In paranoid a slice is charged for its canaries as well.
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        try (FrameAllocator memory = FrameAllocator.create(DEFAULTS.withLimit(1_000))) {
            FrameArena arena = memory.arena();
            for (int frame = 0; frame < 3; frame++) {
                try (FrameScope tick = arena.begin()) {
                    arena.bytes(512);
                    arena.allocate(400, 1);
                    assertThatExceptionOfType(LimitExceededException.class)
                            .isThrownBy(() -> arena.ints(100))
                            .withMessageContaining("the arena of thread")
                            .satisfies(thrown -> assertThat(thrown.limit()).isEqualTo(1_000))
                            .satisfies(thrown -> assertThat(thrown.used()).isEqualTo(arena.used()));
                    assertThatExceptionOfType(LimitExceededException.class)
                            .isThrownBy(() -> arena.allocate(400, 1));
                    arena.bytes(16);
                }
            }
        }
    }

    @Test
    void theLimitIsForTheFrameOfEachThread() {
        try (FrameAllocator memory = FrameAllocator.create(DEFAULTS.withLimit(1 << 10))) {
            try (FrameScope tick = memory.arena().begin()) {
                memory.arena().bytes(1 << 10);
                assertThat(memory.arena().remaining()).isZero();
                assertThat(
                                CompletableFuture.supplyAsync(
                                                () -> {
                                                    FrameArena theirs = memory.arena();
                                                    try (FrameScope frame = theirs.begin()) {
                                                        long before = theirs.remaining();
                                                        theirs.bytes(1 << 10);
                                                        return before - theirs.remaining();
                                                    }
                                                })
                                        .join())
                        .isEqualTo(1 << 10);
            }
        }
    }

    @Test
    void aRingAndAScratchCanHaveSettingsOfTheirOwn() {
        try (FrameAllocator memory = FrameAllocator.create();
                Scratch scratch = memory.scratch("small", DEFAULTS.withLimit(100));
                FrameRing ring = memory.ring("aligned", 2, DEFAULTS.withAlignment(4_096))) {
            assertThatExceptionOfType(LimitExceededException.class)
                    .isThrownBy(() -> scratch.arena().bytes(101))
                    .withMessageContaining("small");
            assertThat(ring.begin().allocate(10).address() % 4_096).isZero();
            ring.end();
        }
    }

    @Test
    void whatCannotBeIsRefusedAndNamed() {
        assertThatExceptionOfType(InvalidSizeException.class)
                .isThrownBy(() -> DEFAULTS.withChunks(32, 64))
                .withMessageContaining("32");
        assertThatExceptionOfType(InvalidSizeException.class)
                .isThrownBy(() -> DEFAULTS.withChunks(128, 64));
        assertThatExceptionOfType(InvalidSizeException.class)
                .isThrownBy(() -> DEFAULTS.withChunks(64, (1L << 30) + 1));
        assertThatExceptionOfType(InvalidSizeException.class)
                .isThrownBy(() -> DEFAULTS.withLimit(-1));
        assertThatExceptionOfType(InvalidSizeException.class)
                .isThrownBy(() -> DEFAULTS.withQuietFrames(0));
        assertThatExceptionOfType(InvalidAlignmentException.class)
                .isThrownBy(() -> DEFAULTS.withAlignment(3))
                .withMessageContaining("3 bytes");
    }
}
