package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.OutOfBoundsException;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class NativeColumnTest extends ArenaFixture {

    static final class Instances extends SoaBuffer {
        final NativeFloats x = nativeFloats(0.5f);
        final NativeInts color = nativeInts(-1);
        final NativeInts layer = nativeInts(7);
        final NativeInts flags = nativeInts(3);
        final Floats speed = floats();

        List<NativeColumn> natives() {
            return List.of(x, color, layer, flags);
        }
    }

    @Test
    void elementsAreKeptThroughGrowthAndMoveWithTheirRows() {
        try (Instances instances = new Instances()) {
            for (int i = 0; i < 10_000; i++) {
                int row = instances.addRow();
                assertThat(instances.x.get(row)).isEqualTo(0.5f);
                assertThat(instances.color.get(row)).isEqualTo(-1);
                assertThat(instances.layer.get(row)).isEqualTo(7);
                assertThat(instances.flags.get(row)).isEqualTo(3);
                instances.x.set(row, i);
                instances.color.set(row, 2 * i);
                instances.layer.set(row, i);
                instances.flags.set(row, i);
            }
            assertThat(instances.removeSwap(5)).isEqualTo(9_999);
            assertThat(instances.x.get(5)).isEqualTo(9_999f);
            assertThat(instances.color.get(5)).isEqualTo(2 * 9_999);
            assertThat(instances.layer.get(5)).isEqualTo(9_999);
            assertThat(instances.flags.get(5)).isEqualTo(9_999);
            assertThat(instances.color.get(6)).isEqualTo(12);
            instances.addRow();
            assertThat(instances.color.get(9_999)).isEqualTo(-1);
            assertThat(instances.x.get(9_999)).isEqualTo(0.5f);
            assertThat(instances.layer.get(9_999)).isEqualTo(7);
            assertThat(instances.flags.get(9_999)).isEqualTo(3);
            assertThatThrownBy(() -> instances.color.get(10_000))
                    .isInstanceOf(OutOfBoundsException.class)
                    .hasMessageContaining("column Instances.color of length 10000");
        }
    }

    @Test
    void aSegmentHasExactlyTheRowsFromAnAlignedAddress() {
        try (Instances instances = new Instances()) {
            assertThat(instances.x.segment().byteSize()).isZero();
            for (int rows : new int[] {1, 15, 16, 17, 1_000, 33_333}) {
                instances.addRows(rows - instances.size());
                instances.color.set(rows - 1, rows);
                assertThat(instances.natives())
                        .allSatisfy(
                                column -> {
                                    MemorySegment segment = column.segment();
                                    assertThat(segment.address() % 64).isZero();
                                    assertThat(segment.byteSize())
                                            .isEqualTo((long) rows * column.elementBytes())
                                            .isEqualTo(column.byteSize());
                                });
                MemorySegment colors = instances.color.segment();
                assertThat(colors.getAtIndex(ValueLayout.JAVA_INT, rows - 1)).isEqualTo(rows);
                colors.setAtIndex(ValueLayout.JAVA_INT, 0, -rows);
                assertThat(instances.color.get(0)).isEqualTo(-rows);
            }
        }
    }

    @Test
    void segmentsOfAClosedOrGrownBufferThrowInsteadOfReadingFreedMemory() {
        Instances instances = new Instances();
        instances.addRows(16);
        MemorySegment beforeGrowth = instances.x.segment();
        instances.addRow();
        MemorySegment beforeClose = instances.x.segment();
        assertThat(beforeClose.get(ValueLayout.JAVA_FLOAT, 0)).isEqualTo(0.5f);
        instances.close();
        for (MemorySegment stale : List.of(beforeGrowth, beforeClose)) {
            assertThatThrownBy(() -> stale.get(ValueLayout.JAVA_FLOAT, 0))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> instances.x.get(0)).isInstanceOf(ExpiredException.class);
        assertThatThrownBy(() -> instances.x.set(0, 1f)).isInstanceOf(ExpiredException.class);
        assertThatThrownBy(instances.x::segment).isInstanceOf(ExpiredException.class);
    }

    @Test
    void segmentsOfAFrameAreCaughtAfterItInChecked() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        FrameRows<Instances> source = arena.rows(Instances::new);
        MemorySegment beforeGrowth;
        MemorySegment stale;
        try (FrameScope tick = arena.begin()) {
            Instances instances = source.take();
            instances.addRows(16);
            beforeGrowth = instances.x.segment();
            instances.addRow();
            stale = instances.x.segment();
            assertThat(stale.address() % 64).isZero();
        }
        try (FrameScope tick = arena.begin()) {
            source.take().addRows(17);
            for (MemorySegment segment : List.of(beforeGrowth, stale)) {
                assertThatThrownBy(() -> segment.get(ValueLayout.JAVA_FLOAT, 0))
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void inAFrameTheSameMemoryIsUsedAgain() {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.PARANOID);
        FrameRows<Instances> source = arena.rows(Instances::new);
        long address = 0;
        for (int frame = 0; frame < 4; frame++) {
            try (FrameScope tick = arena.begin()) {
                Instances instances = source.take();
                instances.addRows(500);
                MemorySegment segment = instances.x.segment();
                assertThat(segment.byteSize()).isEqualTo(2_000);
                assertThat(segment.address() == address).isEqualTo(frame > 0);
                address = segment.address();
                for (int row = 0; row < 500; row++) {
                    assertThat(instances.x.get(row)).isEqualTo(0.5f);
                    instances.x.set(row, 9f);
                }
            }
        }
        assertThat(memory.nativeBytes()).isGreaterThanOrEqualTo(500 * 11);
    }

    @Test
    void anotherThreadMayReadTheRowsOfAnEndedFrameOfARing() {
        FrameRing ring = memory.ring("to renderer", 2);
        FrameRows<Instances> source = null;
        Instances shown = null;
        for (int frame = 0; frame < 4; frame++) {
            FrameArena arenaOfFrame = ring.begin();
            if (frame % 2 == 0) {
                source = source == null ? arenaOfFrame.rows(Instances::new) : source;
                shown = source.take();
                shown.addRows(3);
            }
            ring.end();
            if (frame % 2 == 0) {
                Instances instances = shown;
                MemorySegment segment = instances.x.segment();
                assertThat(
                                CompletableFuture.supplyAsync(
                                                () ->
                                                        instances.color.get(2)
                                                                + segment.get(
                                                                        ValueLayout.JAVA_FLOAT, 8))
                                        .join())
                        .isEqualTo(-0.5f);
            }
        }
        ring.close();
        Instances ended = shown;
        assertThatThrownBy(() -> ended.color.get(0)).isInstanceOf(ExpiredException.class);
    }
}
