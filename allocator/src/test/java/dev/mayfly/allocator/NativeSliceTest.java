package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.error.InvalidAlignmentException;
import dev.mayfly.allocator.error.InvalidSizeException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class NativeSliceTest extends ArenaFixture {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4, 8, 16, 64, 128, 4096, 1 << 16, 1 << 20})
    void slicesAreAlignedAndOfTheSizeAskedFor(long alignment) {
        try (FrameScope tick = arena.begin()) {
            for (long size : new long[] {0, 1, 7, 64, 1000, 70_000, 2 << 20}) {
                MemorySegment slice = arena.allocate(size, alignment);
                assertThat(slice.byteSize()).isEqualTo(size);
                assertThat(slice.address() % alignment).isZero();
                slice.fill((byte) 1);
            }
        }
    }

    @Test
    void slicesOfAFrameDoNotOverlapThroughEveryKindOfGrowth() {
        for (int frame = 0; frame < 3; frame++) {
            try (FrameScope tick = arena.begin()) {
                List<MemorySegment> slices = new ArrayList<>();
                for (int i = 0; i < 400; i++) {
                    long size = i % 97 == 0 ? 3_000_000 : 1 + i * 31L % 20_000;
                    MemorySegment slice = arena.allocate(size, 1L << i % 8);
                    slice.fill((byte) i);
                    slices.add(slice);
                }
                for (int i = 0; i < slices.size(); i++) {
                    MemorySegment slice = slices.get(i);
                    assertThat(slice.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) i);
                    assertThat(slice.get(ValueLayout.JAVA_BYTE, slice.byteSize() - 1))
                            .isEqualTo((byte) i);
                }
            }
        }
    }

    @Test
    void theSegmentAllocatorMethodsOfTheJdkWork() {
        try (FrameScope tick = arena.begin()) {
            MemorySegment text = arena.allocateFrom("mayfly");
            assertThat(text.getString(0)).isEqualTo("mayfly");
            MemorySegment ints = arena.allocateFrom(ValueLayout.JAVA_INT, 1, 2, 3);
            assertThat(ints.toArray(ValueLayout.JAVA_INT)).containsExactly(1, 2, 3);
            assertThat(arena.allocate(ValueLayout.JAVA_LONG, 5).byteSize()).isEqualTo(40);
        }
    }

    @Test
    void elementsByTheirLayoutComeInOneSliceOfTheirSizeAndAlignment() {
        try (FrameScope tick = arena.begin()) {
            arena.allocate(1, 1);
            MemoryLayout vertex =
                    MemoryLayout.structLayout(
                                    ValueLayout.JAVA_FLOAT,
                                    ValueLayout.JAVA_FLOAT,
                                    ValueLayout.JAVA_INT)
                            .withByteAlignment(32);
            MemorySegment vertices = arena.allocate(vertex, 7);
            assertThat(vertices.byteSize()).isEqualTo(7 * 12);
            assertThat(vertices.address() % 32).isZero();
            assertThat(arena.allocate(vertex, 0).byteSize()).isZero();
            for (long count : new long[] {-1, Long.MAX_VALUE, 1L << 40}) {
                assertThatThrownBy(() -> arena.allocate(vertex, count))
                        .isInstanceOf(InvalidSizeException.class)
                        .hasMessageContaining(count + " elements of 12 bytes");
            }
        }
    }

    @Test
    void anInnerScopeUsesTheSameMemoryAgain() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        try (FrameScope tick = arena.begin()) {
            MemorySegment kept = arena.allocate(16, 8);
            kept.set(ValueLayout.JAVA_LONG, 0, 42);
            long first;
            try (FrameScope inner = arena.scope()) {
                first = arena.allocate(100, 8).address();
            }
            try (FrameScope inner = arena.scope()) {
                assertThat(arena.allocate(100, 8).address()).isEqualTo(first);
            }
            assertThat(kept.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
        }
    }

    @Test
    void badSizesAndAlignmentsAreRefusedAndChangeNothing() {
        try (FrameScope tick = arena.begin()) {
            arena.allocate(3, 1);
            long before = arena.used();
            for (long size : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 31) + 1}) {
                assertThatThrownBy(() -> arena.allocate(size, 8))
                        .isInstanceOf(InvalidSizeException.class)
                        .hasMessageContaining("native slice of " + size + " bytes");
            }
            for (long alignment : new long[] {0, -1, -8, 3, 48, Long.MIN_VALUE, 1L << 31}) {
                assertThatThrownBy(() -> arena.allocate(8, alignment))
                        .isInstanceOf(InvalidAlignmentException.class)
                        .hasMessageContaining("aligned to " + alignment + " bytes")
                        .hasMessageContaining("power of two");
            }
            assertThat(arena.used()).isEqualTo(before);
            assertThat(arena.allocate(8, 8).byteSize()).isEqualTo(8);
        }
    }

    @Test
    void checkedStopsUseAfterTheEndOfTheFrame() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        MemorySegment stale;
        MemorySegment staleLarge;
        try (FrameScope tick = arena.begin()) {
            stale = arena.allocate(64, 8);
            staleLarge = arena.allocate(5 << 20, 8);
        }
        try (FrameScope tick = arena.begin()) {
            arena.allocate(64, 8).set(ValueLayout.JAVA_INT, 0, 1);
            for (MemorySegment slice : List.of(stale, staleLarge)) {
                assertThatThrownBy(() -> slice.get(ValueLayout.JAVA_INT, 0))
                        .isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> slice.set(ValueLayout.JAVA_INT, 0, 1))
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void checkedStopsUseAfterTheEndOfAnInnerScopeOnly() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        try (FrameScope tick = arena.begin()) {
            MemorySegment outer = arena.allocate(64, 8);
            MemorySegment stale;
            try (FrameScope inner = arena.scope()) {
                stale = arena.allocate(64, 8);
                arena.allocate(200_000, 8);
                outer.set(ValueLayout.JAVA_INT, 0, 1);
            }
            assertThatThrownBy(() -> stale.get(ValueLayout.JAVA_INT, 0))
                    .isInstanceOf(IllegalStateException.class);
            outer.set(ValueLayout.JAVA_INT, 0, 2);
            MemorySegment later = arena.allocate(64, 8);
            later.set(ValueLayout.JAVA_INT, 0, 3);
            assertThat(outer.get(ValueLayout.JAVA_INT, 0)).isEqualTo(2);
        }
    }

    @Test
    void checkedStopsUseByAnotherThread() throws InterruptedException {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        try (FrameScope tick = arena.begin()) {
            MemorySegment slice = arena.allocate(64, 8);
            AtomicReference<Throwable> seen = new AtomicReference<>();
            Thread other =
                    Thread.ofPlatform()
                            .uncaughtExceptionHandler((thread, failure) -> seen.set(failure))
                            .start(() -> slice.get(ValueLayout.JAVA_INT, 0));
            other.join();
            assertThat(seen.get()).isInstanceOf(java.lang.WrongThreadException.class);
        }
    }

    @Test
    void aSliceKeptBeyondTheAllocatorsEndThrowsInsteadOfReadingFreedMemory() {
        MemorySegment stale;
        try (FrameAllocator shortLived = FrameAllocator.create()) {
            FrameArena other = shortLived.arena();
            try (FrameScope tick = other.begin()) {
                stale = other.allocate(64, 8);
            }
        }
        assertThatThrownBy(() -> stale.get(ValueLayout.JAVA_INT, 0))
                .isInstanceOf(IllegalStateException.class);
    }
}
