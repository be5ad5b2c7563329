package dev.mayfly.allocator.internal.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.ArenaFixture;
import dev.mayfly.allocator.ArenaSettings;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.source.Memory;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Slices of many elements, whose objects a later frame is given again. */
class RecentSlicesTest extends ArenaFixture {

    @Test
    void largeSlicesAreWhereAndAsLargeAsTheirFrameAskedFor() {
        Random random = new Random(7);
        for (int frame = 0; frame < 300; frame++) {
            try (FrameScope tick = arena.begin()) {
                List<MemorySegment> taken = new ArrayList<>();
                for (int i = random.nextInt(100); i >= 0; i--) {
                    // Few sizes, so that places recur; many at the first place, to share rows.
                    int count = 128 * (2 + random.nextInt(taken.isEmpty() ? 200 : 3));
                    MemorySegment slice = arena.allocate(ValueLayout.JAVA_LONG, count);
                    assertThat(slice.byteSize()).isEqualTo(8L * count);
                    taken.add(slice);
                }
                for (int i = 0; i < taken.size(); i++) {
                    taken.get(i).fill((byte) i);
                }
                for (int i = 0; i < taken.size(); i++) {
                    MemorySegment slice = taken.get(i);
                    assertThat(slice.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) i);
                    assertThat(slice.get(ValueLayout.JAVA_BYTE, slice.byteSize() - 1))
                            .isEqualTo((byte) i);
                }
            }
        }
    }

    @Test
    void aFrameLikeTheOneBeforeIsGivenTheSameObjects() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        List<MemorySegment> first = slicesOfAFrame(RecentSlices.MOST_ROWS);
        List<MemorySegment> second = slicesOfAFrame(RecentSlices.MOST_ROWS);
        List<MemorySegment> third = slicesOfAFrame(RecentSlices.MOST_ROWS);
        // The second may begin with a larger chunk than the first had.
        assertThat(first).hasSameSizeAs(third);
        for (int i = 0; i < third.size(); i++) {
            assertThat(third.get(i)).as("slice %s", i).isSameAs(second.get(i));
        }
    }

    @Test
    void aFrameOfMoreThanThatIsServedAllTheSame() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        int more = RecentSlices.MOST_ROWS + 100;
        slicesOfAFrame(more);
        List<MemorySegment> second = slicesOfAFrame(more);
        List<MemorySegment> third = slicesOfAFrame(more);
        assertThat(third).isEqualTo(second);
        assertThat(third.get(RecentSlices.MOST_ROWS - 1))
                .isSameAs(second.get(RecentSlices.MOST_ROWS - 1));
    }

    /** In scopes of ten, as code that takes them seldom asks for all at once. */
    private List<MemorySegment> slicesOfAFrame(int count) {
        List<MemorySegment> taken = new ArrayList<>();
        try (FrameScope tick = arena.begin()) {
            while (taken.size() < count) {
                try (FrameScope part = arena.scope()) {
                    for (int i = 0; i < 10 && taken.size() < count; i++) {
                        taken.add(arena.allocate(ValueLayout.JAVA_LONG, 128 + i));
                    }
                }
                if (taken.size() < count) {
                    taken.add(arena.allocate(ValueLayout.JAVA_LONG, 128));
                }
            }
        }
        return taken;
    }

    @Test
    void memoryOnTheHeapThatWasGivenBackIsNotHeldOnTo() {
        List<WeakReference<long[]>> given = new ArrayList<>();
        MemorySource source =
                (byteSize, byteAlignment) -> {
                    long[] array = new long[(int) Math.ceilDiv(byteSize, Long.BYTES)];
                    given.add(new WeakReference<>(array));
                    return Memory.of(MemorySegment.ofArray(array), () -> {});
                };
        ArenaSettings settings = ArenaSettings.defaults().withQuietFrames(4);
        try (FrameAllocator memory = FrameAllocator.create(settings, source)) {
            FrameArena frame = memory.arena();
            try (FrameScope spike = frame.begin()) {
                frame.allocate(ValueLayout.JAVA_LONG, 1 << 20);
            }
            for (int i = 0; i < 20; i++) {
                try (FrameScope quiet = frame.begin()) {
                    frame.allocate(ValueLayout.JAVA_LONG, 200);
                }
            }
            long held = memory.nativeBytes();
            assertThat(held).isLessThan(8 << 20);
            assertThat(reachableBytes(given, held)).isLessThanOrEqualTo(held);
        }
    }

    /** Bytes of the arrays that the collector, asked some times, has not freed. */
    private static long reachableBytes(List<WeakReference<long[]>> arrays, long enough) {
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < 20 && bytes > enough; i++) {
            System.gc();
            bytes = 0;
            for (WeakReference<long[]> each : arrays) {
                long[] array = each.get();
                bytes += array == null ? 0 : (long) array.length * Long.BYTES;
            }
        }
        return bytes;
    }
}
