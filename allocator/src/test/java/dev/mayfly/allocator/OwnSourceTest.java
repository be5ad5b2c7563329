package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.source.Answer;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.allocator.source.QuotaSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.WeakReference;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/** Rings and scratches that take their chunks from a source that is not the allocator's. */
class OwnSourceTest {

    private static final ArenaSettings DEFAULTS = ArenaSettings.defaults();

    private final CountingSource shared = new CountingSource(MemorySource.ofNative());
    private final CountingSource own = new CountingSource(MemorySource.ofNative());
    private final Broken broken = new Broken();
    private final CountingSource failing = new CountingSource(broken);
    private final FrameAllocator memory = FrameAllocator.create(shared);

    @AfterEach
    void nothingLeaks() {
        memory.close();
        assertThat(memory.nativeBytes()).isZero();
        assertThat(shared.piecesOut()).isZero();
        assertThat(own.piecesOut()).isZero();
        assertThat(failing.piecesOut()).isZero();
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

    /** Fails to take memory back until it is mended. */
    private static final class Broken implements MemorySource {
        private volatile boolean mended;

        @Override
        public Answer request(long bytes, long alignment) {
            Arena lifetime = Arena.ofShared();
            return Memory.of(
                    lifetime.allocate(bytes, alignment),
                    () -> {
                        if (!mended) {
                            throw new IllegalStateException("no way back");
                        }
                        lifetime.close();
                    });
        }
    }

    @Test
    void aSourceThatFailsToTakeMemoryBackIsNamedAndTheScratchIsClosed() {
        Scratch scratch = memory.scratch("broken", DEFAULTS, failing);
        scratch.arena().allocate(10, 8);
        assertThatExceptionOfType(MemorySourceException.class)
                .isThrownBy(scratch::close)
                .withMessageContaining("no way back");
        scratch.close();
        assertThat(memory.arena().isOpen()).isFalse();
        assertThat(memory.nativeBytes()).isEqualTo(failing.bytesOut());
        assertClosedBySteps(memory);
    }

    // --- left behind by a thread that died, with a source that fails

    private void leaveBroken(FrameAllocator of) {
        Thread dying =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    FrameRing ring = of.ring("left", 2, DEFAULTS, failing);
                                    ring.begin().allocate(10, 8);
                                    ring.end();
                                    of.scratch("also left", DEFAULTS, failing)
                                            .arena()
                                            .allocate(10, 8);
                                });
        joinThat(dying);
    }

    private static void joinThat(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Closing tells of the source, after all else was given back; closing again tries again. */
    private void assertClosedBySteps(FrameAllocator closing) {
        assertThatExceptionOfType(MemorySourceException.class)
                .isThrownBy(closing::close)
                .withMessageContaining("no way back");
        assertThat(shared.piecesOut()).isZero();
        assertThat(closing.nativeBytes()).isPositive().isEqualTo(failing.bytesOut());
        broken.mended = true;
        closing.close();
        assertThat(closing.nativeBytes()).isZero();
        assertThat(failing.piecesOut()).isZero();
    }

    @Test
    void theNextThreadIsNotToldOfIt() throws Exception {
        leaveBroken(memory);
        FutureTask<FrameArena> claiming = new FutureTask<>(memory::arena);
        try (LogLines log = new LogLines()) {
            joinThat(Thread.ofPlatform().start(claiming));
            assertThat(claiming.get().isOpen()).isFalse();
            assertThat(log.lines)
                    .filteredOn(line -> line.contains("'left'"))
                    .singleElement()
                    .asString()
                    .contains("no way back", "Closing the allocator tries again");
        }
        memory.trim();
        memory.scratch("another").close();
        assertClosedBySteps(memory);
    }

    @Test
    void theFrameThatLooksForItIsNotToldOfIt() {
        AtomicLong now = new AtomicLong();
        ArenaSettings brief = DEFAULTS.withQuietFrames(1);
        FrameAllocator looking = FrameAllocator.create(brief, shared, now::get);
        FrameArena arena = looking.arena();
        leaveBroken(looking);
        now.addAndGet(ArenaRegistry.LOOK_NANOS);
        for (int frame = 0; frame < 20; frame++) {
            try (FrameScope _ = arena.begin()) {
                arena.allocate(10, 8).set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
            }
        }
        assertClosedBySteps(looking);
    }

    @Test
    void closingTheAllocatorGivesTheRestBackFirst() {
        try (FrameScope _ = memory.arena().begin()) {
            memory.arena().allocate(10, 8).set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
        }
        leaveBroken(memory);
        assertClosedBySteps(memory);
    }

    private WeakReference<FrameArena> dropBroken() {
        FrameRing ring = memory.ring("dropped", 2, DEFAULTS, failing);
        FrameArena first = ring.begin();
        first.allocate(10, 8);
        ring.end();
        ring.begin();
        ring.end();
        return new WeakReference<>(first);
    }

    @Test
    void whoLooksForWhatWasDroppedIsNotToldOfIt() {
        WeakReference<FrameArena> gone = dropBroken();
        assertThat(Reachability.collectUntil(() -> gone.refersTo(null))).isTrue();
        try (LogLines log = new LogLines()) {
            memory.trim();
            assertThat(log.lines).anyMatch(line -> line.contains("Closing the allocator tries"));
        }
        assertClosedBySteps(memory);
    }
}
