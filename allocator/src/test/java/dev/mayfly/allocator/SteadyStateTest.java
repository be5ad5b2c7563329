package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.function.IntConsumer;

class SteadyStateTest extends ArenaFixture {

    @Test
    void aFrameOfBuffersAndListsLikeTheOnesBeforeAllocatesNothingOnTheHeap() {
        assertThat(leastAllocatedBy(this::bufferFrame)).as("bytes in 100 frames").isZero();
    }

    @Test
    void aFrameOfSlicesLikeTheOnesBeforeAllocatesNothingOnTheHeap(@TempDir Path directory)
            throws IOException, InterruptedException {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        // In a JVM of its own: where the JIT has seen slices of several kinds of memory, as among
        // all these tests, it makes objects of them.
        ChildJvm.Result result =
                ChildJvm.run(SteadySlices.class, directory, "--enable-native-access=ALL-UNNAMED");

        assertThat(result.output()).startsWith("0 bytes in 100 frames");
    }

    @Test
    void aFrameOfRowsLikeTheOnesBeforeAllocatesNothingOnTheHeap() {
        assertThat(leastAllocatedBy(this::rowFrame)).as("bytes in 100 frames").isZero();
    }

    @Test
    void longLivedRowsThatComeAndGoAllocateNothingOnTheHeap() {
        try (Sparks sparks = new Sparks()) {
            assertThat(leastAllocatedBy(seed -> live(sparks, seed)))
                    .as("bytes in 100 rounds")
                    .isZero();
        }
    }

    @Test
    void oneSliceForManyElementsByTheirLayoutAllocatesNothingOnTheHeap() {
        assertThat(leastAllocatedBy(this::layoutFrame)).as("bytes in 100 frames").isZero();
    }

    @Test
    void oneSliceForManyElementsThatIsKeptElsewhereAllocatesNothingOnTheHeap() {
        MemorySegment[] elsewhere = new MemorySegment[3];
        assertThat(leastAllocatedBy(seed -> keptFrame(elsewhere, seed)))
                .as("bytes in 100 frames")
                .isZero();
    }

    private static long leastAllocatedBy(IntConsumer frame) {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.STANDARD);
        return SteadySlices.leastAllocatedBy(frame);
    }

    private void bufferFrame(int seed) {
        try (FrameScope tick = arena.begin()) {
            Floats floats = arena.floats(100 + seed % 50);
            for (int i = 0; i < 10; i++) {
                Ints ints = arena.uninitializedInts(1 + i);
                ints.set(i, seed);
                try (FrameScope inner = arena.scope()) {
                    arena.longs(30).set(29, seed);
                    arena.doubles(3).set(2, seed);
                    arena.shorts(3).set(2, (short) seed);
                    arena.bytes(3).set(2, (byte) seed);
                }
            }
            IntList list = arena.intList(8);
            FloatList floatList = arena.floatList(8);
            for (int i = 0; i < 300; i++) {
                list.add(i);
                floatList.add(i);
            }
            floats.set(99, list.get(299) + floatList.get(299));
        }
    }

    static final class Sparks extends SoaBuffer {
        final Floats heat = floats(1f);
        final Ints color = ints();
        final NativeFloats x = nativeFloats();
    }

    private final FrameRows<Sparks> rows = arena.rows(Sparks::new);

    private void rowFrame(int seed) {
        try (FrameScope tick = arena.begin()) {
            Sparks outer = rows.take();
            outer.ensureCapacity(500 + seed % 50);
            for (int i = 0; i < 10; i++) {
                try (FrameScope inner = arena.scope()) {
                    live(rows.take(), seed);
                    outer.x.set(outer.addRows(30), seed);
                }
            }
        }
    }

    private static void live(Sparks sparks, int seed) {
        for (int i = 0; i < 200 + seed % 50; i++) {
            sparks.color.set(sparks.addRow(), i);
        }
        sparks.x.set(sparks.addRows(100), seed);
        for (int i = 0; i < 50; i++) {
            sparks.removeSwap(i);
        }
        sparks.addRow();
        sparks.clear();
    }

    private void layoutFrame(int seed) {
        try (FrameScope tick = arena.begin()) {
            MemorySegment all = arena.allocate(ValueLayout.JAVA_INT, 100);
            for (int i = 0; i < 100; i++) {
                all.set(ValueLayout.JAVA_INT, 4L * i, seed);
            }
        }
    }

    private void keptFrame(MemorySegment[] elsewhere, int seed) {
        try (FrameScope tick = arena.begin()) {
            for (int i = 0; i < elsewhere.length; i++) {
                elsewhere[i] = arena.allocate(ValueLayout.JAVA_INT, 1_000 * (i + 1));
                elsewhere[i].set(ValueLayout.JAVA_INT, 4L * seed, i);
            }
        }
    }
}
