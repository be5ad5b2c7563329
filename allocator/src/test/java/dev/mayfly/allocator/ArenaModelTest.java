package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.allocator.error.NoFrameException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Random programs of begin, scope, take, write, grow and close, run against a plain model that
 * keeps a copy of everything live: contents stay, nothing overlaps, what is used adds up, and what
 * ended is caught.
 */
class ArenaModelTest {

    enum Kind {
        BEGIN,
        SCOPE,
        LIMITED_SCOPE,
        CLOSE,
        CLOSE_OUTER,
        INTS,
        RAW_LONGS,
        BYTES,
        LIST,
        GROW,
        SLICE,
        WRITE,
        USE_EXPIRED
    }

    record Step(Kind kind, int size, int pick) {}

    /** A live or ended thing: what it is, and what it must hold. */
    private static final class Thing {
        final Object real;
        long[] expected;

        Thing(Object real, int length) {
            this.real = real;
            this.expected = new long[length];
        }
    }

    private static final class OpenScope {
        final FrameScope real;
        final List<Thing> things = new ArrayList<>();
        final long limit;
        long usedBefore;

        OpenScope(FrameScope real, long limit, long usedBefore) {
            this.real = real;
            this.limit = limit;
            this.usedBefore = usedBefore;
        }
    }

    @Property(tries = 1_500)
    void everyProgramAgreesWithTheModel(@ForAll("programs") List<Step> program) {
        try (FrameAllocator memory = FrameAllocator.create()) {
            Run run = new Run(memory.arena());
            program.forEach(run::step);
            run.finish();
        }
    }

    @Provide
    Arbitrary<List<Step>> programs() {
        Arbitrary<Kind> kinds =
                Arbitraries.frequency(
                        Tuple.of(3, Kind.BEGIN),
                        Tuple.of(4, Kind.SCOPE),
                        Tuple.of(1, Kind.LIMITED_SCOPE),
                        Tuple.of(5, Kind.CLOSE),
                        Tuple.of(1, Kind.CLOSE_OUTER),
                        Tuple.of(4, Kind.INTS),
                        Tuple.of(3, Kind.RAW_LONGS),
                        Tuple.of(3, Kind.BYTES),
                        Tuple.of(3, Kind.LIST),
                        Tuple.of(4, Kind.GROW),
                        Tuple.of(5, Kind.SLICE),
                        Tuple.of(5, Kind.WRITE),
                        Tuple.of(3, Kind.USE_EXPIRED));
        Arbitrary<Integer> sizes =
                Arbitraries.frequencyOf(
                        Tuple.of(40, Arbitraries.integers().between(0, 70)),
                        Tuple.of(9, Arbitraries.integers().between(0, 5_000)),
                        Tuple.of(1, Arbitraries.integers().between(0, 200_000)));
        return Combinators.combine(kinds, sizes, Arbitraries.integers().between(0, 1 << 20))
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(140);
    }

    private static final class Run {

        private final FrameArena arena;
        private final List<OpenScope> open = new ArrayList<>();
        private final List<Thing> ended = new ArrayList<>();
        private int stamp;

        Run(FrameArena arena) {
            this.arena = arena;
        }

        void step(Step step) {
            switch (step.kind) {
                case BEGIN -> {
                    if (open.isEmpty()) {
                        enter(arena.begin(), Long.MAX_VALUE);
                    } else {
                        assertThatThrownBy(arena::begin).isInstanceOf(MayflyException.class);
                    }
                }
                case SCOPE -> {
                    if (!open.isEmpty()) {
                        enter(arena.scope(), Long.MAX_VALUE);
                    }
                }
                case LIMITED_SCOPE -> {
                    if (!open.isEmpty()) {
                        enter(arena.scope(Tag.of("limited", step.size)), step.size);
                    }
                }
                case CLOSE -> {
                    if (!open.isEmpty()) {
                        verifyLive();
                        open.getLast().real.close();
                        leaveTo(open.size() - 1);
                    }
                }
                case CLOSE_OUTER -> {
                    if (open.size() > 1) {
                        int outer = step.pick % (open.size() - 1);
                        verifyLive();
                        assertThatThrownBy(open.get(outer).real::close)
                                .isInstanceOf(MayflyException.class);
                        leaveTo(outer);
                    }
                }
                case INTS -> take(() -> arena.ints(step.size), step.size, true);
                case RAW_LONGS -> take(() -> arena.uninitializedLongs(step.size), step.size, false);
                case BYTES -> take(() -> arena.bytes(step.size), step.size, true);
                case LIST -> take(() -> arena.intList(step.size % 64), 0, true);
                case SLICE ->
                        take(
                                () -> arena.allocate(step.size, 1L << step.pick % 13),
                                step.size,
                                false);
                case GROW -> grow(step);
                case WRITE -> {
                    Thing thing = pickLive(step.pick);
                    if (thing != null && thing.expected.length > 0) {
                        fill(thing);
                    }
                }
                case USE_EXPIRED -> useExpired(step.pick);
            }
            assertThat(arena.depth()).isEqualTo(open.size());
        }

        private void enter(FrameScope scope, long limit) {
            open.add(new OpenScope(scope, limit, arena.used()));
        }

        private void leaveTo(int depth) {
            long expected = open.get(depth).usedBefore;
            while (open.size() > depth) {
                ended.addAll(open.removeLast().things);
            }
            assertThat(arena.used()).isEqualTo(expected);
            verifyLive();
        }

        private void take(Supplier<Object> taking, int length, boolean zeroed) {
            if (open.isEmpty()) {
                assertThatThrownBy(taking::get).isInstanceOf(NoFrameException.class);
                return;
            }
            long before = arena.used();
            Object real;
            try {
                real = taking.get();
            } catch (LimitExceededException refused) {
                assertThat(arena.used()).isEqualTo(before);
                assertThat(open).anyMatch(scope -> scope.limit < Long.MAX_VALUE);
                return;
            }
            assertThat(open).allMatch(scope -> scope.real.used() <= scope.limit);
            Thing thing = new Thing(real, length);
            if (zeroed) {
                verify(thing);
            }
            fill(thing);
            open.getLast().things.add(thing);
        }

        private void grow(Step step) {
            Thing thing = pickLive(step.pick);
            if (thing == null || !(thing.real instanceof IntList list)) {
                return;
            }
            long before = arena.used();
            for (int i = 0; i < step.size % 500; i++) {
                try {
                    list.add(i);
                } catch (LimitExceededException refused) {
                    break;
                }
                thing.expected = Arrays.copyOf(thing.expected, thing.expected.length + 1);
                thing.expected[thing.expected.length - 1] = i;
            }
            // What a list grows by belongs to its own scope, not to those inside it.
            long grown = arena.used() - before;
            for (int i = open.size() - 1; !open.get(i).things.contains(thing); i--) {
                open.get(i).usedBefore += grown;
            }
        }

        private Thing pickLive(int pick) {
            List<Thing> all = new ArrayList<>();
            open.forEach(scope -> all.addAll(scope.things));
            return all.isEmpty() ? null : all.get(pick % all.size());
        }

        private void useExpired(int pick) {
            if (ended.isEmpty()) {
                return;
            }
            Thing thing = ended.get(pick % ended.size());
            switch (thing.real) {
                case MemorySegment slice -> {
                    if (Safety.CHECKED && slice.byteSize() > 0) {
                        assertThatThrownBy(() -> slice.get(ValueLayout.JAVA_BYTE, 0))
                                .isInstanceOf(IllegalStateException.class);
                    }
                }
                case Expiring handle -> {
                    boolean usedAgain = live().anyMatch(other -> other.real == handle);
                    assertThat(usedAgain && Safety.CHECKED).isFalse();
                    if (!usedAgain) {
                        assertThatThrownBy(handle::length).isInstanceOf(ExpiredException.class);
                        assertThatThrownBy(() -> handle.check(0))
                                .isInstanceOf(ExpiredException.class);
                    }
                }
                default -> throw new AssertionError(thing.real);
            }
        }

        private Stream<Thing> live() {
            return open.stream().flatMap(scope -> scope.things.stream());
        }

        private void verifyLive() {
            live().forEach(Run::verify);
        }

        private void fill(Thing thing) {
            int seed = ++stamp;
            for (int i = 0; i < thing.expected.length; i++) {
                long value = (seed * 31L + i) & 0x7F;
                thing.expected[i] = value;
                switch (thing.real) {
                    case Ints ints -> ints.set(i, (int) value);
                    case Longs longs -> longs.set(i, value);
                    case Bytes bytes -> bytes.set(i, (byte) value);
                    case IntList list -> list.set(i, (int) value);
                    case MemorySegment slice -> slice.set(ValueLayout.JAVA_BYTE, i, (byte) value);
                    default -> throw new AssertionError(thing.real);
                }
            }
        }

        private static void verify(Thing thing) {
            for (int i = 0; i < thing.expected.length; i++) {
                long found =
                        switch (thing.real) {
                            case Ints ints -> ints.get(i);
                            case Longs longs -> longs.get(i);
                            case Bytes bytes -> bytes.get(i);
                            case IntList list -> list.get(i);
                            case MemorySegment slice -> slice.get(ValueLayout.JAVA_BYTE, i);
                            default -> throw new AssertionError(thing.real);
                        };
                if (found != thing.expected[i]) {
                    throw new AssertionError(
                            thing.real + "[" + i + "] is " + found + ", not " + thing.expected[i]);
                }
            }
        }

        void finish() {
            while (!open.isEmpty()) {
                verifyLive();
                open.getLast().real.close();
                leaveTo(open.size() - 1);
            }
            assertThat(arena.used()).isZero();
        }
    }
}
