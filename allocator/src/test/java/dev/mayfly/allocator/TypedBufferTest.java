package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.SizeClasses;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Stream;

class TypedBufferTest extends ArenaFixture {

    /** {@code LargestSizesTest} takes such buffers; they need gigabytes. */
    @Test
    void theFastPathIsNotShownTheClassWhoseCapacityIsNoPowerOfTwo() {
        BufferRack rack = arena.racks.get(RackType.BYTES);
        SizeClass largest = rack.provideClassFor(SizeClasses.MAX_LENGTH);
        assertThat(largest.capacity).isEqualTo(SizeClasses.MAX_LENGTH);
        assertThat(rack.provideClassFor((1 << 30) + 1)).isSameAs(largest);
        for (int length : new int[] {(1 << 30) + 1, SizeClasses.MAX_LENGTH, Integer.MAX_VALUE}) {
            assertThat(rack.classFor(length)).isNotSameAs(largest);
        }
    }

    @Test
    void elementsHoldWhatIsSetAndAdded() {
        try (FrameScope tick = arena.begin()) {
            Floats floats = arena.floats(3);
            floats.set(1, 2.5f);
            floats.add(1, 0.25f);
            assertThat(floats.get(1)).isEqualTo(2.75f);
            Ints ints = arena.ints(3);
            ints.set(1, 5);
            ints.add(1, -7);
            assertThat(ints.get(1)).isEqualTo(-2);
            Longs longs = arena.longs(3);
            longs.set(1, 1L << 40);
            longs.add(1, 1);
            assertThat(longs.get(1)).isEqualTo((1L << 40) + 1);
            Doubles doubles = arena.doubles(3);
            doubles.set(1, 0.1);
            doubles.add(1, 0.2);
            assertThat(doubles.get(1)).isEqualTo(0.1 + 0.2);
            Shorts shorts = arena.shorts(3);
            shorts.set(1, Short.MAX_VALUE);
            shorts.add(1, (short) 1);
            assertThat(shorts.get(1)).isEqualTo(Short.MIN_VALUE);
            Bytes bytes = arena.bytes(3);
            bytes.set(1, (byte) 100);
            bytes.add(1, (byte) 27);
            assertThat(bytes.get(1)).isEqualTo((byte) 127);
            assertThat(
                            new long[] {
                                floats.byteSize(),
                                ints.byteSize(),
                                longs.byteSize(),
                                doubles.byteSize(),
                                shorts.byteSize(),
                                bytes.byteSize()
                            })
                    .containsExactly(12, 12, 24, 24, 6, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 31, 32, 33, 1000, 1024, 1025, 100_000})
    void buffersAreZeroFilledThoughStorageIsUsedAgain(int length) {
        for (int frame = 0; frame < 3; frame++) {
            try (FrameScope tick = arena.begin()) {
                Floats floats = arena.floats(length);
                Ints ints = arena.ints(length);
                Longs longs = arena.longs(length);
                Doubles doubles = arena.doubles(length);
                Shorts shorts = arena.shorts(length);
                Bytes bytes = arena.bytes(length);
                for (int i = 0; i < length; i++) {
                    if (floats.get(i) != 0
                            || ints.get(i) != 0
                            || longs.get(i) != 0
                            || doubles.get(i) != 0
                            || shorts.get(i) != 0
                            || bytes.get(i) != 0) {
                        throw new AssertionError(
                                "element " + i + " of frame " + frame + " is not zero");
                    }
                }
                assertThat(floats.length()).isEqualTo(length);
                floats.fill(1);
                ints.fill(1);
                longs.fill(1);
                doubles.fill(1);
                shorts.fill((short) 1);
                bytes.fill((byte) 1);
            }
        }
    }

    @Test
    void fillReachesEveryElementAndNoFurther() {
        try (FrameScope tick = arena.begin()) {
            Ints ints = arena.ints(20);
            ints.fill(9);
            for (int i = 0; i < 20; i++) {
                assertThat(ints.get(i)).isEqualTo(9);
            }
            assertThat(ints.array[20]).isNotEqualTo(9);
        }
    }

    @Test
    void buffersTakenTogetherShareNothing() {
        try (FrameScope tick = arena.begin()) {
            Ints a = arena.uninitializedInts(16);
            Ints b = arena.uninitializedInts(16);
            a.fill(1);
            b.fill(2);
            for (int i = 0; i < 16; i++) {
                assertThat(a.get(i)).isEqualTo(1);
                assertThat(b.get(i)).isEqualTo(2);
            }
        }
    }

    @Test
    void uninitializedBuffersHoldPoisonInParanoid() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.PARANOID);
        try (FrameScope tick = arena.begin()) {
            assertThat(arena.uninitializedFloats(2).get(1)).isNaN();
            assertThat(arena.uninitializedDoubles(2).get(1)).isNaN();
            assertThat(arena.uninitializedInts(2).get(1)).isEqualTo(0xDEAD_BEEF);
            assertThat(arena.uninitializedLongs(2).get(1)).isEqualTo(0xDEAD_BEEF_DEAD_BEEFL);
            assertThat(arena.uninitializedShorts(2).get(1)).isEqualTo((short) 0xDEAD);
            assertThat(arena.uninitializedBytes(2).get(1)).isEqualTo((byte) 0xDB);
        }
    }

    @Test
    void releasedStorageIsPoisonedAndNotUsedAgainInParanoid() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.PARANOID);
        int[] released;
        try (FrameScope tick = arena.begin()) {
            Ints ints = arena.ints(5);
            released = ints.array;
        }
        assertThat(released).containsOnly(0xDEAD_BEEF);
        try (FrameScope tick = arena.begin()) {
            assertThat(arena.ints(5).array).isNotSameAs(released);
        }
    }

    @Test
    void negativeAndOverlargeLengthsAreRefused() {
        try (FrameScope tick = arena.begin()) {
            long before = arena.used();
            assertThatThrownBy(() -> arena.floats(-1))
                    .isInstanceOf(InvalidSizeException.class)
                    .hasMessageContaining("Floats of -1 elements");
            assertThatThrownBy(() -> arena.uninitializedLongs(Integer.MIN_VALUE))
                    .isInstanceOf(InvalidSizeException.class);
            assertThatThrownBy(() -> arena.bytes(Integer.MAX_VALUE))
                    .isInstanceOf(InvalidSizeException.class)
                    .hasMessageContaining("the most is " + (Integer.MAX_VALUE - 8));
            assertThatThrownBy(() -> arena.intList(-5)).isInstanceOf(InvalidSizeException.class);
            assertThat(arena.used()).isEqualTo(before);
            assertThat(arena.floats(1).get(0)).isZero();
        }
    }

    @Test
    void usedCountsWholeSizeClasses() {
        try (FrameScope tick = arena.begin()) {
            arena.floats(1);
            assertThat(arena.used()).isEqualTo(64);
            arena.bytes(17);
            assertThat(arena.used()).isEqualTo(64 + 32);
            arena.doubles(1025);
            assertThat(arena.used()).isEqualTo(64 + 32 + 16_384);
        }
    }

    /** As the other types are derived from {@code float} line by line. */
    @Test
    void aStackTraceNamesTheSameLineForEachType() {
        try (FrameScope tick = arena.begin()) {
            Floats floats = arena.floats(4);
            Ints ints = arena.ints(4);
            Longs longs = arena.longs(4);
            Doubles doubles = arena.doubles(4);
            Shorts shorts = arena.shorts(4);
            Bytes bytes = arena.bytes(4);
            int line = lineThrown(Floats.class, () -> floats.set(4, 1));
            assertThat(lineThrown(Ints.class, () -> ints.set(4, 1))).isEqualTo(line);
            assertThat(lineThrown(Longs.class, () -> longs.set(4, 1))).isEqualTo(line);
            assertThat(lineThrown(Doubles.class, () -> doubles.set(4, 1))).isEqualTo(line);
            assertThat(lineThrown(Shorts.class, () -> shorts.set(4, (short) 1))).isEqualTo(line);
            assertThat(lineThrown(Bytes.class, () -> bytes.set(4, (byte) 1))).isEqualTo(line);
        }
    }

    private static int lineThrown(Class<?> type, Runnable access) {
        OutOfBoundsException thrown = catchThrowableOfType(OutOfBoundsException.class, access::run);
        return Stream.of(thrown.getStackTrace())
                .filter(element -> element.getClassName().equals(type.getName()))
                .findFirst()
                .orElseThrow()
                .getLineNumber();
    }
}
