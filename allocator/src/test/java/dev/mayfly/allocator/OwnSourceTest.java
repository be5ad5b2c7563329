package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.allocator.source.QuotaSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Rings and scratches that take their chunks from a source that is not the allocator's. */
class OwnSourceTest {

    private static final ArenaSettings DEFAULTS = ArenaSettings.defaults();

    private final CountingSource shared = new CountingSource(MemorySource.ofNative());
    private final CountingSource own = new CountingSource(MemorySource.ofNative());
    private final FrameAllocator memory = FrameAllocator.create(shared);

    @AfterEach
    void nothingLeaks() {
        memory.close();
        assertThat(memory.nativeBytes()).isZero();
        assertThat(shared.piecesOut()).isZero();
        assertThat(own.piecesOut()).isZero();
    }

    @Test
    void aScratchTakesFromItsOwnSourceAndGivesAllBackWhenItIsClosed() {
        try (Scratch scratch = memory.scratch("mapped", DEFAULTS, own)) {
            scratch.arena().allocate(100_000, 8).set(ValueLayout.JAVA_BYTE, 99_999, (byte) 1);
            assertThat(own.piecesOut()).isEqualTo(1);
            assertThat(memory.nativeBytes()).isEqualTo(own.bytesOut());
            scratch.reset();
            scratch.arena().allocate(100_000, 8);
            assertThat(shared.requests()).isZero();
        }
        assertThat(own.piecesOut()).isZero();
    }

    @Test
    void theFramesOfARingShareItsOwnSource() {
        FrameRing ring = memory.ring("upload", 3, DEFAULTS, own);
        for (int frame = 0; frame < 10; frame++) {
            MemorySegment slice = ring.begin().allocate(1_000, 64);
            slice.set(ValueLayout.JAVA_INT, 0, frame);
            assertThat(slice.get(ValueLayout.JAVA_INT, 0)).isEqualTo(frame);
            ring.end();
        }
        assertThat(own.piecesOut()).isBetween(1L, 10L);
        assertThat(shared.requests()).isZero();
        ring.close();
        assertThat(own.piecesOut()).isZero();
    }

    @Test
    void closingTheAllocatorGivesItsMemoryBackToo() {
        Scratch scratch = memory.scratch("left open", DEFAULTS, own);
        scratch.arena().allocate(1_000, 8);
        scratch.reset();
        memory.close();
        assertThat(own.piecesOut()).isZero();
        scratch.close();
    }

    @Test
    void whatASpikeTookGoesBackToIt() {
        try (Scratch scratch = memory.scratch("spike", DEFAULTS.withQuietFrames(4), own)) {
            scratch.arena().allocate(4 << 20, 8);
            for (int i = 0; i < 20; i++) {
                scratch.reset();
                scratch.arena().allocate(100, 8);
            }
            assertThat(own.bytesOut()).isLessThan(1 << 20);
        }
    }

    @Test
    void whatItDeclinesIsNotTakenFromTheAllocatorInstead() {
        try (Scratch scratch = memory.scratch("small", DEFAULTS, new QuotaSource(1 << 16, own))) {
            assertThatExceptionOfType(OutOfNativeMemoryException.class)
                    .isThrownBy(() -> scratch.arena().allocate(1 << 20, 8))
                    .withMessageContaining("a quota of 65536 bytes");
            assertThat(scratch.arena().allocate(10, 8).byteSize()).isEqualTo(10);
            assertThat(shared.requests()).isZero();
        }
    }

    @Test
    void aPromotedSliceOutlivesTheScratchInMemoryOfTheAllocator() {
        Promotion<MemorySegment> kept;
        try (Scratch scratch = memory.scratch("brief", DEFAULTS, own)) {
            MemorySegment slice = scratch.arena().allocate(8, 8);
            slice.set(ValueLayout.JAVA_LONG, 0, 42);
            kept = scratch.arena().promote(slice);
        }
        assertThat(own.piecesOut()).isZero();
        assertThat(kept.get().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
        kept.close();
    }

    @Test
    void aSourceThatFailsToTakeMemoryBackIsNamedAndTheScratchIsClosed() {
        boolean[] broken = {true};
        MemorySource failing =
                (bytes, alignment) -> {
                    Arena lifetime = Arena.ofShared();
                    return Memory.of(
                            lifetime.allocate(bytes, alignment),
                            () -> {
                                if (broken[0]) {
                                    throw new IllegalStateException("no way back");
                                }
                                lifetime.close();
                            });
                };
        Scratch scratch = memory.scratch("broken", DEFAULTS, failing);
        scratch.arena().allocate(10, 8);
        assertThatExceptionOfType(MemorySourceException.class)
                .isThrownBy(scratch::close)
                .withMessageContaining("no way back");
        scratch.close();
        assertThat(memory.arena().isOpen()).isFalse();
        broken[0] = false;
    }
}
