package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.FailingSource;
import dev.mayfly.allocator.source.HugePageSource;
import dev.mayfly.allocator.source.MappedFileSource;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;
import dev.mayfly.allocator.source.NumaSource;
import dev.mayfly.allocator.source.QuotaSource;
import dev.mayfly.allocator.source.ReservedSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Arenas over each kind of source. */
class SourcesTest {

    private static final long MIB = 1 << 20;

    enum Kind {
        NATIVE,
        HEAP,
        RESERVED,
        FILE,
        TRANSPARENT,
        EXPLICIT,
        NUMA,
        QUOTA,
        CHAIN,
        BARELY_ALIGNED;

        boolean alignsAll() {
            return this != HEAP;
        }

        MemorySource open(Path directory) throws IOException {
            return switch (this) {
                case NATIVE -> MemorySource.ofNative();
                case HEAP -> MemorySource.ofHeap();
                case RESERVED -> new ReservedSource(1L << 36);
                case FILE -> MappedFileSource.create(directory.resolve("memory"), 64 * MIB);
                case TRANSPARENT -> HugePageSource.transparent();
                case EXPLICIT -> HugePageSource.explicit();
                case NUMA -> new NumaSource(0);
                case QUOTA -> new QuotaSource(64 * MIB, MemorySource.ofNative());
                case CHAIN ->
                        MemorySource.firstOf(
                                new QuotaSource(MIB, MemorySource.ofNative()),
                                MemorySource.ofHeap(),
                                MemorySource.ofNative());
                case BARELY_ALIGNED -> SourcesTest::barelyAligned;
            };
        }
    }

    /** As a user's source may: exactly as aligned as it was asked for. */
    private static Memory barelyAligned(long size, long alignment) {
        Arena lifetime = Arena.ofShared();
        MemorySegment all = lifetime.allocate(size + alignment, 2 * alignment);
        return Memory.of(lifetime, all.asSlice(alignment, size));
    }

    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    @ParameterizedTest
    @EnumSource
    void framesWorkAndEverythingIsGivenBack(Kind kind, @TempDir Path directory) throws Exception {
        MemorySource opened = kind.open(directory);
        CountingSource source = new CountingSource(opened);
        MemorySegment stale;
        try (FrameAllocator memory = FrameAllocator.create(source)) {
            FrameArena arena = memory.arena();
            for (int frame = 0; frame < 4; frame++) {
                try (FrameScope tick = arena.begin()) {
                    fillAndVerify(arena, kind.alignsAll() ? 13 : 4);
                    try (FrameScope inner = arena.scope()) {
                        fillAndVerify(arena, kind.alignsAll() ? 8 : 4);
                    }
                    fillAndVerify(arena, 4);
                }
                assertThat(arena.used()).isZero();
            }
            assertThat(source.bytesOut()).isEqualTo(memory.nativeBytes()).isPositive();
            try (FrameScope tick = arena.begin()) {
                stale = arena.allocate(64, 8);
            }
        }
        assertThat(source.piecesOut()).isZero();
        assertThat(source.bytesOut()).isZero();
        if (stale.isNative()) {
            assertThatThrownBy(() -> stale.get(ValueLayout.JAVA_BYTE, 0))
                    .isInstanceOf(IllegalStateException.class);
        }
        if (opened instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /**
     * Takes slices of many sizes and alignments up to 2^(alignments - 1), and looks at them all.
     */
    private static void fillAndVerify(FrameArena arena, int alignments) {
        List<MemorySegment> slices = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            long size = i % 50 == 49 ? 3 * MIB / 2 : 1 + i * 31L % 20_000;
            MemorySegment slice = arena.allocate(size, 1L << i % alignments);
            assertThat(slice.byteSize()).isEqualTo(size);
            assertThat(slice.maxByteAlignment()).isGreaterThanOrEqualTo(1L << i % alignments);
            slice.fill((byte) i);
            slices.add(slice);
        }
        for (int i = 0; i < slices.size(); i++) {
            MemorySegment slice = slices.get(i);
            byte first = slice.get(ValueLayout.JAVA_BYTE, 0);
            byte last = slice.get(ValueLayout.JAVA_BYTE, slice.byteSize() - 1);
            if (first != (byte) i || last != (byte) i) {
                fail("slice %s holds %s and %s", i, first, last);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"HEAP"},
            mode = EnumSource.Mode.EXCLUDE)
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void checkedEndsSlicesWithTheirScope(Kind kind, @TempDir Path directory) throws Exception {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        MemorySource opened = kind.open(directory);
        try (FrameAllocator memory = FrameAllocator.create(opened)) {
            FrameArena arena = memory.arena();
            try (FrameScope tick = arena.begin()) {
                MemorySegment stale;
                try (FrameScope inner = arena.scope()) {
                    stale = arena.allocate(64, 8);
                }
                assertThatThrownBy(() -> stale.get(ValueLayout.JAVA_BYTE, 0))
                        .isInstanceOf(IllegalStateException.class);
            }
        }
        if (opened instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Test
    void anArenaOverTheHeapServesWhatTheJdkDoesByDefault() {
        try (FrameAllocator memory = FrameAllocator.create(MemorySource.ofHeap())) {
            FrameArena arena = memory.arena();
            try (FrameScope tick = arena.begin()) {
                assertThat(arena.allocateFrom("mayfly").getString(0)).isEqualTo("mayfly");
                MemorySegment longs = arena.allocateFrom(ValueLayout.JAVA_LONG, 1, 2, 3);
                assertThat(longs.toArray(ValueLayout.JAVA_LONG)).containsExactly(1, 2, 3);
                assertThat(longs.isNative()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {16, 64, 4096})
    void anArenaOverTheHeapRefusesWhatTheHeapCannotAlign(long alignment) {
        try (FrameAllocator memory = FrameAllocator.create(MemorySource.ofHeap())) {
            FrameArena arena = memory.arena();
            try (FrameScope tick = arena.begin()) {
                for (int i = 0; i < 2; i++) {
                    long used = arena.used();
                    assertThatThrownBy(() -> arena.allocate(100, alignment))
                            .isInstanceOf(OutOfNativeMemoryException.class)
                            .hasMessageContainingAll("heap arrays", "aligned to 8 bytes");
                    assertThat(arena.used()).isEqualTo(used);
                    arena.allocate(100, 8).fill((byte) 1);
                }
            }
        }
    }

    @Test
    void behindTheHeapAnotherSourceServesWhatItCannotAlign() {
        CountingSource heap = new CountingSource(MemorySource.ofHeap());
        CountingSource system = new CountingSource(MemorySource.ofNative());
        try (FrameAllocator memory = FrameAllocator.create(MemorySource.firstOf(heap, system))) {
            FrameArena arena = memory.arena();
            for (int frame = 0; frame < 3; frame++) {
                try (FrameScope tick = arena.begin()) {
                    MemorySegment first = arena.allocate(100, 8);
                    try (FrameScope inner = arena.scope()) {
                        assertThat(arena.allocate(100, 64).address() % 64).isZero();
                    }
                    first.fill((byte) 1);
                    try (FrameScope inner = arena.scope()) {
                        assertThat(arena.allocate(100, 4096).address() % 4096).isZero();
                    }
                    arena.allocate(100, 1).fill((byte) 2);
                    assertThat(first.get(ValueLayout.JAVA_BYTE, 99)).isEqualTo((byte) 1);
                }
            }
            assertThat(heap.bytesOut()).isPositive();
            assertThat(system.bytesOut()).isPositive();
        }
        assertThat(heap.piecesOut()).isZero();
        assertThat(system.piecesOut()).isZero();
    }

    @Test
    void aChunkThatAnEarlierScopeLeftIsNotUsedForWhatItCannotAlign() {
        MemorySource heapFirst =
                MemorySource.firstOf(MemorySource.ofHeap(), MemorySource.ofNative());
        try (FrameAllocator memory = FrameAllocator.create(heapFirst)) {
            FrameArena arena = memory.arena();
            try (FrameScope tick = arena.begin()) {
                arena.allocate(1_000, 8);
                try (FrameScope inner = arena.scope()) {
                    for (int i = 0; i < 100; i++) {
                        assertThat(arena.allocate(1_000, 8).isNative()).isFalse();
                    }
                }
                MemorySegment aligned = arena.allocate(1_000, 64);
                assertThat(aligned.isNative()).isTrue();
                assertThat(aligned.address() % 64).isZero();
                aligned.fill((byte) 1);
            }
        }
    }

    @Test
    void whenEverySourceDeclinesTheMessageHasTheSizeAndEveryReason() {
        FailingSource failing = FailingSource.decliningAt(1, MemorySource.ofHeap());
        MemorySource chain =
                MemorySource.firstOf(new QuotaSource(1000, MemorySource.ofNative()), failing);
        try (FrameAllocator memory = FrameAllocator.create(chain)) {
            FrameArena arena = memory.arena();
            try (FrameScope tick = arena.begin()) {
                assertThatThrownBy(() -> arena.allocate(100, 8))
                        .isInstanceOf(OutOfNativeMemoryException.class)
                        .hasMessageContainingAll(
                                "65536 bytes",
                                "0 of 1000 bytes are used",
                                "request 1 was made to fail");
                failing.mend();
                arena.allocate(100, 8).fill((byte) 1);
            }
        }
    }

    @Test
    void aSourceThatFailsToTakeBackDoesNotDisturbTheFrameThatEnds() {
        AtomicBoolean broken = new AtomicBoolean(true);
        CountingSource system = new CountingSource(MemorySource.ofNative());
        MemorySource keeping =
                (size, alignment) -> {
                    Memory memory = MemorySource.take(system, size, alignment);
                    return Memory.of(
                            memory.segment(),
                            () -> {
                                if (broken.get()) {
                                    throw new IllegalStateException("broken");
                                }
                                memory.giveBack();
                            });
                };
        FrameAllocator memory = FrameAllocator.create(keeping);
        FrameArena arena = memory.arena();
        try (FrameScope tick = arena.begin()) {
            arena.allocate(40 * MIB, 8);
        }
        assertThat(arena.isOpen()).isFalse();
        assertThat(arena.used()).isZero();
        assertThatThrownBy(memory::close)
                .isInstanceOf(MemorySourceException.class)
                .hasMessageContaining("failed to take back a chunk");
        assertThat(memory.isClosed()).isTrue();
        assertThat(memory.nativeBytes()).isEqualTo(system.bytesOut()).isPositive();
        broken.set(false);
        memory.close();
        assertThat(memory.nativeBytes()).isZero();
        assertThat(system.bytesOut()).isZero();
    }

    @Test
    void aPromotedSliceIsOfTheSameSource() {
        for (MemorySource kind : List.of(MemorySource.ofNative(), MemorySource.ofHeap())) {
            CountingSource source = new CountingSource(kind);
            try (FrameAllocator memory = FrameAllocator.create(source)) {
                FrameArena arena = memory.arena();
                Promotion<MemorySegment> promoted;
                try (FrameScope tick = arena.begin()) {
                    MemorySegment slice = arena.allocate(100, 8);
                    slice.fill((byte) 5);
                    promoted = arena.promote(slice);
                }
                long pieces = source.piecesOut();
                assertThat(promoted.get().toArray(ValueLayout.JAVA_BYTE)).containsOnly(5);
                promoted.close();
                assertThat(source.piecesOut()).isEqualTo(pieces - 1);
            }
            assertThat(source.piecesOut()).isZero();
        }
    }

    @Test
    void settingsAndASourceGoTogether() {
        CountingSource source = new CountingSource(MemorySource.ofNative());
        ArenaSettings small = ArenaSettings.defaults().withChunks(4 << 10, 8 << 10);
        try (FrameAllocator memory = FrameAllocator.create(small, source)) {
            FrameArena arena = memory.arena();
            try (FrameScope tick = arena.begin()) {
                arena.allocate(100, 8);
                assertThat(source.bytesOut()).isEqualTo(4 << 10);
            }
        }
        assertThat(source.bytesOut()).isZero();
    }

    @Test
    void aChainGoesOnToTheHeapWhereTheLimitOfTheAllocatorIsMet() {
        try (FrameAllocator chained =
                FrameAllocator.create(
                        MemorySource.firstOf(MemorySource.ofNative(), MemorySource.ofHeap()))) {
            chained.limitNative(MIB);
            FrameArena arena = chained.arena();
            try (FrameScope _ = arena.begin()) {
                assertThat(arena.allocate(100_000, 8).isNative()).isTrue();
                assertThat(arena.allocate(2 * MIB, 8).isNative()).isFalse();
                assertThat(arena.allocate((int) MIB / 2, 8).isNative()).isTrue();
            }
        }
    }

    @Test
    void arraysAndPiecesOfAFileDoNotCountInTheLimitOfTheAllocator(@TempDir Path folder)
            throws Exception {
        MemorySource heapBehindAnother = MemorySource.ofHeap()::request;
        ArenaSettings settings = ArenaSettings.defaults();
        try (MappedFileSource file = MappedFileSource.create(folder.resolve("m"), 4 * MIB);
                FrameAllocator memory = FrameAllocator.create();
                Scratch inFile = memory.scratch("file", settings, file);
                Scratch inHeap = memory.scratch("heap", settings, heapBehindAnother)) {
            memory.limitNative(MIB);
            inFile.arena().allocate(2 * MIB, 8);
            for (int i = 0; i < 4; i++) {
                inHeap.arena().allocate((int) MIB / 2, 8);
            }
        }
    }
}
