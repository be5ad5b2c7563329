package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Random programs of begin, scope, mark, take, write, grow, promote, transfer, rewind and close,
 * run on two arenas against a plain model that keeps a copy of everything live: contents stay,
 * nothing overlaps, alignment holds, what is used adds up, also in groups, and what ended is
 * caught.
 */
class ArenaModelTest {

    enum Kind {
        BEGIN,
        SCOPE,
        LIMITED_SCOPE,
        GROUPED_SCOPE,
        CLOSE,
        CLOSE_OUTER,
        INTS,
        RAW_LONGS,
        BYTES,
        LIST,
        GROW,
        SLICE,
        WRITE,
        MARK,
        REWIND,
        PROMOTE,
        CLOSE_PROMOTED,
        SEND,
        RECEIVE,
        DISCARD,
        OBJECT,
        ROWS,
        QUIET_FRAMES,
        USE_EXPIRED;

        boolean isForAFrame() {
            return switch (this) {
                case BEGIN,
                        CLOSE,
                        CLOSE_OUTER,
                        CLOSE_PROMOTED,
                        DISCARD,
                        QUIET_FRAMES,
                        USE_EXPIRED ->
                        false;
                default -> true;
            };
        }
    }

    record Step(Kind kind, int size, int pick) {}

    /** Steps that find something to do, which the ordinary build runs at each level, at least. */
    private static final int LEAST_STEPS = 100_000;

    private static final int LEAST_OF_A_KIND = 200;

    private static final Map<Kind, Integer> DONE = new EnumMap<>(Kind.class);

    @AfterContainer
    static void enoughWasDone() {
        int steps = DONE.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf("%,d steps: %s%n", steps, DONE);
        assertThat(steps).as("steps").isGreaterThanOrEqualTo(LEAST_STEPS);
        for (Kind kind : Kind.values()) {
            assertThat(DONE.getOrDefault(kind, 0))
                    .as("steps of kind %s, of %s", kind, DONE)
                    .isGreaterThanOrEqualTo(LEAST_OF_A_KIND);
        }
    }

    @Property(tries = 3_100)
    void everyProgramAgreesWithTheModel(@ForAll("programs") List<Step> program) {
        ArenaSettings settings =
                ArenaSettings.defaults().withChunks(4 << 10, 64 << 10).withQuietFrames(3);
        try (FrameAllocator memory = FrameAllocator.create(settings);
                FrameRing other = memory.ring("other", 1)) {
            Shared shared = new Shared();
            ArenaModel first = new ArenaModel(memory.arena(), shared);
            ArenaModel second = new ArenaModel(other.begin(), shared);
            other.end();
            for (Step step : program) {
                boolean done = (step.pick % 3 == 0 ? second : first).step(step);
                if (done) {
                    DONE.merge(step.kind, 1, Integer::sum);
                }
                shared.verifyBooks(memory);
            }
            first.finish();
            second.finish();
            shared.finish();
            assertThat(memory.promoted()).isEmpty();
        }
    }

    @Provide
    Arbitrary<List<Step>> programs() {
        Arbitrary<Kind> kinds =
                Arbitraries.frequency(
                        Tuple.of(3, Kind.BEGIN),
                        Tuple.of(4, Kind.SCOPE),
                        Tuple.of(1, Kind.LIMITED_SCOPE),
                        Tuple.of(2, Kind.GROUPED_SCOPE),
                        Tuple.of(5, Kind.CLOSE),
                        Tuple.of(2, Kind.CLOSE_OUTER),
                        Tuple.of(4, Kind.INTS),
                        Tuple.of(3, Kind.RAW_LONGS),
                        Tuple.of(3, Kind.BYTES),
                        Tuple.of(3, Kind.LIST),
                        Tuple.of(4, Kind.GROW),
                        Tuple.of(5, Kind.SLICE),
                        Tuple.of(5, Kind.WRITE),
                        Tuple.of(2, Kind.MARK),
                        Tuple.of(2, Kind.REWIND),
                        Tuple.of(2, Kind.PROMOTE),
                        Tuple.of(2, Kind.CLOSE_PROMOTED),
                        Tuple.of(4, Kind.SEND),
                        Tuple.of(4, Kind.RECEIVE),
                        Tuple.of(2, Kind.DISCARD),
                        Tuple.of(3, Kind.OBJECT),
                        Tuple.of(3, Kind.ROWS),
                        Tuple.of(2, Kind.QUIET_FRAMES),
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
}
