package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.OutOfBoundsException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.function.Function;
import java.util.stream.Stream;

/** What happens to buffers and lists when their scope ends; every type is held to it. */
class ExpiryTest extends ArenaFixture {

    /** A type of buffer or list: how to take one of 3 elements, and each way to use it. */
    record Kind(
            String name,
            Function<FrameArena, BufferHandle> take,
            Function<BufferHandle, Stream<Runnable>> uses) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(
                        "Floats",
                        a -> a.floats(3),
                        x -> {
                            Floats b = (Floats) x;
                            return Stream.of(
                                    () -> b.get(0),
                                    () -> b.set(0, 1),
                                    () -> b.add(0, 1),
                                    () -> b.fill(1),
                                    b::length,
                                    b::byteSize);
                        }),
                new Kind(
                        "Ints",
                        a -> a.ints(3),
                        x -> {
                            Ints b = (Ints) x;
                            return Stream.of(
                                    () -> b.get(0),
                                    () -> b.set(0, 1),
                                    () -> b.add(0, 1),
                                    () -> b.fill(1),
                                    b::length,
                                    b::byteSize);
                        }),
                new Kind(
                        "Longs",
                        a -> a.longs(3),
                        x -> {
                            Longs b = (Longs) x;
                            return Stream.of(
                                    () -> b.get(0),
                                    () -> b.set(0, 1),
                                    () -> b.add(0, 1),
                                    () -> b.fill(1),
                                    b::length,
                                    b::byteSize);
                        }),
                new Kind(
                        "Doubles",
                        a -> a.doubles(3),
                        x -> {
                            Doubles b = (Doubles) x;
                            return Stream.of(
                                    () -> b.get(0),
                                    () -> b.set(0, 1),
                                    () -> b.add(0, 1),
                                    () -> b.fill(1),
                                    b::length,
                                    b::byteSize);
                        }),
                new Kind(
                        "Shorts",
                        a -> a.shorts(3),
                        x -> {
                            Shorts b = (Shorts) x;
                            short one = 1;
                            return Stream.of(
                                    () -> b.get(0),
                                    () -> b.set(0, one),
                                    () -> b.add(0, one),
                                    () -> b.fill(one),
                                    b::length,
                                    b::byteSize);
                        }),
                new Kind(
                        "Bytes",
                        a -> a.bytes(3),
                        x -> {
                            Bytes b = (Bytes) x;
                            byte one = 1;
                            return Stream.of(
                                    () -> b.get(0),
                                    () -> b.set(0, one),
                                    () -> b.add(0, one),
                                    () -> b.fill(one),
                                    b::length,
                                    b::byteSize);
                        }),
                new Kind(
                        "IntList",
                        a -> {
                            IntList list = a.intList(3);
                            list.add(1);
                            return list;
                        },
                        x -> {
                            IntList l = (IntList) x;
                            return Stream.of(
                                    () -> l.get(0),
                                    () -> l.set(0, 1),
                                    () -> l.add(1),
                                    l::removeLast,
                                    l::clear,
                                    l::isEmpty,
                                    l::length);
                        }),
                new Kind(
                        "FloatList",
                        a -> {
                            FloatList list = a.floatList(3);
                            list.add(1);
                            return list;
                        },
                        x -> {
                            FloatList l = (FloatList) x;
                            return Stream.of(
                                    () -> l.get(0),
                                    () -> l.set(0, 1),
                                    () -> l.add(1),
                                    l::removeLast,
                                    l::clear,
                                    l::isEmpty,
                                    l::length);
                        }));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyUseAfterTheFrameIsCaught(Kind kind) {
        BufferHandle stale;
        try (FrameScope tick = arena.begin()) {
            stale = kind.take.apply(arena);
        }
        assertThat(kind.uses.apply(stale))
                .allSatisfy(
                        use ->
                                assertThatThrownBy(use::run)
                                        .isInstanceOf(ExpiredException.class)
                                        .hasMessageContaining(kind.name + " was used after its end")
                                        .hasMessageContaining("scope it was taken in has ended")
                                        .hasMessageContaining(Thread.currentThread().getName()));
        assertThat(stale).hasToString(kind.name + " (expired)");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyUseAfterAnInnerScopeIsCaught(Kind kind) {
        try (FrameScope tick = arena.begin()) {
            BufferHandle kept = kind.take.apply(arena);
            BufferHandle stale;
            try (FrameScope inner = arena.scope()) {
                stale = kind.take.apply(arena);
            }
            assertThat(kind.uses.apply(stale))
                    .allSatisfy(
                            use ->
                                    assertThatThrownBy(use::run)
                                            .isInstanceOf(ExpiredException.class));
            assertThat(kept.length()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aHandleThatExpiredStaysExpiredInChecked(Kind kind) {
        assumeThat(SafetyLevel.current()).isNotEqualTo(SafetyLevel.STANDARD);
        BufferHandle stale;
        try (FrameScope tick = arena.begin()) {
            stale = kind.take.apply(arena);
        }
        try (FrameScope tick = arena.begin()) {
            assertThat(kind.take.apply(arena)).isNotSameAs(stale);
            assertThat(kind.uses.apply(stale))
                    .allSatisfy(
                            use ->
                                    assertThatThrownBy(use::run)
                                            .isInstanceOf(ExpiredException.class));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anIndexOutsideIsCaughtAndNamed(Kind kind) {
        try (FrameScope tick = arena.begin()) {
            BufferHandle thing = kind.take.apply(arena);
            int length = thing.length();
            for (int index : new int[] {-1, length, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                assertThatThrownBy(() -> thing.check(index))
                        .isInstanceOf(OutOfBoundsException.class)
                        .hasMessageContaining("Index " + index + " is outside " + kind.name)
                        .hasMessageContaining("of length " + length)
                        .hasMessageContaining("use 0 to " + (length - 1));
            }
            assertThat(thing.length()).isEqualTo(length);
        }
    }

    @Test
    void anEmptyBufferIsLiveUntilItsScopeEnds() {
        Floats empty;
        try (FrameScope tick = arena.begin()) {
            empty = arena.floats(0);
            assertThat(empty.length()).isZero();
            assertThat(empty.byteSize()).isZero();
            empty.fill(1f);
            assertThatThrownBy(() -> empty.get(0)).isInstanceOf(OutOfBoundsException.class);
            assertThat(empty).hasToString("Floats of length 0");
        }
        assertThatThrownBy(empty::length).isInstanceOf(ExpiredException.class);
    }

    @Test
    void paranoidNamesThePlaceWhereAThingWasTaken() {
        assumeThat(SafetyLevel.current()).isEqualTo(SafetyLevel.PARANOID);
        Floats stale;
        IntList staleList;
        try (FrameScope tick = arena.begin()) {
            stale = arena.floats(3);
            staleList = arena.intList(3);
            assertThatThrownBy(() -> stale.get(3))
                    .hasMessageContaining("It was taken at " + ExpiryTest.class.getName());
        }
        assertThatThrownBy(() -> stale.get(0))
                .hasMessageContaining("It was taken at " + ExpiryTest.class.getName())
                .hasMessageContaining("ExpiryTest.java:");
        assertThatThrownBy(() -> staleList.get(0)).hasMessageContaining("ExpiryTest.java:");
    }
}
