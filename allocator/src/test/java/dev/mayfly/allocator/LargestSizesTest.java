package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.WeakReference;

/**
 * The largest of everything, really taken and written at both ends. Needs some 8 GiB of heap and 9
 * of native memory: run by {@code mvn -Psoak -pl allocator verify}.
 */
@Tag("soak")
class LargestSizesTest extends ArenaFixture {

    private static final int MOST = Integer.MAX_VALUE - 8;

    private static final long TWO_GIB = 1L << 31;

    static final class Wide extends SoaBuffer {
        final Bytes onHeap = bytes((byte) 3);
        final NativeInts offHeap = nativeInts(4);
    }

    private void quietFrames() {
        for (int i = 0; i < 3 * ArenaSettings.defaults().quietFrames(); i++) {
            arena.begin().close();
        }
    }

    private static void assertCollected(WeakReference<?> storage) {
        for (int i = 0; i < 10 && storage.get() != null; i++) {
            System.gc();
        }
        assertThat(storage.get() == null).as("given back").isTrue();
    }

    @Test
    void aBufferOfTwoGibibytes() {
        WeakReference<byte[]> storage = takeBuffer();
        assertThat(arena.used()).isZero();
        try (FrameScope tick = arena.begin()) {
            // One is ready now, so this is where a fast path could take it.
            for (int length : new int[] {MOST + 1, Integer.MAX_VALUE}) {
                assertThatExceptionOfType(InvalidSizeException.class)
                        .isThrownBy(() -> arena.bytes(length))
                        .withMessageContaining("the most is " + MOST);
                assertThatExceptionOfType(InvalidSizeException.class)
                        .isThrownBy(() -> arena.byteList(length))
                        .withMessageContaining("the most is " + MOST);
            }
            assertThat(arena.used()).isZero();
        }
        quietFrames();
        assertCollected(storage);
    }

    /** In a method of its own, whose local variables are gone afterwards. */
    private WeakReference<byte[]> takeBuffer() {
        try (FrameScope tick = arena.begin()) {
            Bytes bytes = arena.bytes(MOST);
            assertThat(bytes.length()).isEqualTo(MOST);
            assertThat(bytes.byteSize()).isEqualTo(MOST);
            assertThat(arena.used()).isEqualTo(TWO_GIB);
            assertThat(bytes.get(0) + bytes.get(MOST - 1)).isZero();
            bytes.set(0, (byte) 1);
            bytes.set(MOST - 1, (byte) 2);
            assertThat(bytes.get(0)).isEqualTo((byte) 1);
            assertThat(bytes.get(MOST - 1)).isEqualTo((byte) 2);
            assertThatExceptionOfType(OutOfBoundsException.class)
                    .isThrownBy(() -> bytes.get(MOST))
                    .withMessageContaining("length " + MOST);
            return new WeakReference<>(bytes.array);
        }
    }

    @Test
    void aListThatGrowsToTwoGibibytes() {
        WeakReference<byte[]> storage = growList();
        assertThat(arena.used()).isZero();
        quietFrames();
        assertCollected(storage);
    }

    private WeakReference<byte[]> growList() {
        byte[] piece = new byte[1 << 26];
        piece[0] = 5;
        try (FrameScope tick = arena.begin()) {
            ByteList list = arena.byteList(16);
            while (list.length() < MOST) {
                list.addAll(piece, 0, Math.min(piece.length, MOST - list.length()));
            }
            list.set(MOST - 1, (byte) 6);
            assertThat(list.get(0)).isEqualTo((byte) 5);
            assertThat(list.get(MOST - 2)).isZero();
            assertThat(list.get(MOST - 1)).isEqualTo((byte) 6);
            long used = arena.used();
            assertThatExceptionOfType(InvalidSizeException.class)
                    .isThrownBy(() -> list.add((byte) 7))
                    .withMessageContaining("is full")
                    .withMessageContaining("" + MOST);
            assertThat(list.length()).isEqualTo(MOST);
            assertThat(arena.used()).isEqualTo(used).isBetween(TWO_GIB - 16, TWO_GIB);
            return new WeakReference<>(list.array);
        }
    }

    @Test
    void aNativeSliceOfTwoGibibytes() {
        try (FrameScope tick = arena.begin()) {
            MemorySegment slice = arena.allocate(TWO_GIB, 64);
            assertThat(slice.byteSize()).isEqualTo(TWO_GIB);
            assertThat(slice.address() % 64).isZero();
            slice.set(ValueLayout.JAVA_LONG, 0, 1);
            slice.set(ValueLayout.JAVA_LONG, TWO_GIB - 8, 2);
            assertThat(slice.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(1);
            assertThat(slice.get(ValueLayout.JAVA_LONG, TWO_GIB - 8)).isEqualTo(2);
            assertThat(arena.used()).isGreaterThanOrEqualTo(TWO_GIB);
            assertThatExceptionOfType(InvalidSizeException.class)
                    .isThrownBy(() -> arena.allocate(TWO_GIB + 1, 1))
                    .withMessageContaining("use 0 to " + TWO_GIB);
            arena.allocate(1).set(ValueLayout.JAVA_BYTE, 0, (byte) 3);
            assertThat(slice.get(ValueLayout.JAVA_LONG, TWO_GIB - 8)).isEqualTo(2);
        }
        assertThat(arena.used()).isZero();
        quietFrames();
        assertThat(memory.nativeBytes()).as("after quiet frames").isLessThan(1 << 20);
    }

    @Test
    void rowsInColumnsOfTwoGibibytesEachPromotedWithoutACopy() {
        FrameRows<Wide> source = arena.rows(Wide::new);
        WeakReference<byte[]> storage;
        Promotion<Wide> kept;
        try (FrameScope tick = arena.begin()) {
            Wide rows = source.take();
            assertThat(rows.addRows(MOST)).isZero();
            rows.onHeap.set(MOST - 1, (byte) 8);
            rows.offHeap.set(MOST - 1, 9);
            storage = new WeakReference<>(rows.onHeap.array);
            kept = source.promote(rows);
        }
        Wide rows = kept.get();
        assertThat(storage.refersTo(rows.onHeap.array)).isTrue();
        assertThat(rows.onHeap.get(0)).isEqualTo((byte) 3);
        assertThat(rows.onHeap.get(MOST - 1)).isEqualTo((byte) 8);
        assertThat(rows.offHeap.get(0)).isEqualTo(4);
        assertThat(rows.offHeap.get(MOST - 1)).isEqualTo(9);
        assertThat(rows.offHeap.segment().byteSize()).isEqualTo(4L * MOST);
        assertThatExceptionOfType(InvalidSizeException.class).isThrownBy(rows::addRow);
        assertThat(rows.size()).isEqualTo(MOST);
        kept.close();
        quietFrames();
        assertCollected(storage);
        assertThat(memory.nativeBytes()).as("after quiet frames").isLessThan(1 << 20);
    }
}
