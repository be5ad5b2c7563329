package dev.mayfly.allocator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.source.CountingSource;
import dev.mayfly.allocator.source.FailingSource;
import dev.mayfly.allocator.source.MemorySource;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Frames over a source of which each single request, in turn, fails. */
class FaultInjectionTest {

    private static final int FRAMES = 3;

    enum Failure {
        DECLINED(OutOfNativeMemoryException.class),
        THROWN(MemorySourceException.class);

        private final Class<? extends MayflyException> type;

        Failure(Class<? extends MayflyException> type) {
            this.type = type;
        }

        FailingSource at(long k, MemorySource source) {
            return this == DECLINED
                    ? FailingSource.decliningAt(k, source)
                    : FailingSource.throwingAt(k, source);
        }

        void assertIsClear(MayflyException thrown, long k) {
            assertThat(thrown)
                    .isInstanceOf(type)
                    .hasMessageContainingAll(
                            "a source that fails", "bytes", "request " + k + " was made to fail");
        }
    }

    /** How the scenario takes a slice. */
    @FunctionalInterface
    private interface Taking {
        MemorySegment take(FrameArena arena, long size, long alignment);
    }

    private final CountingSource system = new CountingSource(MemorySource.ofNative());

    @ParameterizedTest
    @EnumSource
    void whicheverRequestFailsItsFrameEndsAndTheNextOneWorks(Failure failure) {
        long k = 1;
        while (failsAndRecovers(failure, k)) {
            k++;
        }
        assertThat(k).as("requests of the scenario").isGreaterThan(7);
    }

    /** Returns false where the scenario makes fewer than k requests. */
    private boolean failsAndRecovers(Failure failure, long k) {
        FailingSource source = failure.at(k, system);
        boolean failed = false;
        try (FrameAllocator memory = FrameAllocator.create(source)) {
            FrameArena arena = memory.arena();
            try {
                scenario(arena, FrameArena::allocate);
            } catch (MayflyException thrown) {
                failure.assertIsClear(thrown, k);
                source.mend();
                failed = true;
            }
            assertThat(failed).isEqualTo(source.hasFailed());
            assertAtRest(arena);
            if (failed) {
                scenario(arena, FrameArena::allocate);
                assertAtRest(arena);
            }
        }
        assertThat(system.piecesOut()).as("pieces out after failure %s", k).isZero();
        return failed;
    }

    @ParameterizedTest
    @EnumSource
    void whicheverRequestFailsTheSameFrameCanGoOn(Failure failure) {
        FailingSource source;
        long k = 0;
        do {
            long number = ++k;
            FailingSource failing = failure.at(number, system);
            source = failing;
            try (FrameAllocator memory = FrameAllocator.create(source)) {
                FrameArena arena = memory.arena();
                scenario(
                        arena,
                        (from, size, at) -> takeAgain(from, size, at, failure, failing, number));
                assertAtRest(arena);
            }
            assertThat(system.piecesOut()).as("pieces out after failure %s", k).isZero();
        } while (source.hasFailed());
    }

    static Stream<Arguments> subjects() {
        return Stream.of(FaultySubjects.values())
                .flatMap(each -> Stream.of(Failure.values()).map(how -> arguments(each, how)));
    }

    /** What else takes memory from a source: rings, scratches, promotion, rows, teams, pools. */
    @ParameterizedTest
    @MethodSource("subjects")
    void whicheverRequestFailsOneFrameFailsAndTheNextOnesWork(
            FaultySubjects subjects, Failure failure) {
        FailingSource source;
        long k = 0;
        do {
            long number = ++k;
            source = failure.at(number, system);
            int failures = 0;
            try (FaultySubjects.Subject subject = subjects.over(source)) {
                for (int frame = 0; frame < FRAMES; frame++) {
                    try {
                        subject.frame();
                    } catch (MayflyException thrown) {
                        failure.assertIsClear(thrown, number);
                        source.mend();
                        failures++;
                    }
                    subject.assertAtRest();
                }
            }
            assertThat(failures).as("of request %s", k).isEqualTo(source.hasFailed() ? 1 : 0);
            assertThat(system.piecesOut()).as("pieces out after failure %s", k).isZero();
        } while (source.hasFailed());
        assertThat(k).as("requests of the scenario").isGreaterThan(3);
    }

    /** Takes a slice; where that fails, nothing has changed, and it works the second time. */
    private static MemorySegment takeAgain(
            FrameArena arena,
            long size,
            long alignment,
            Failure failure,
            FailingSource source,
            long k) {
        long used = arena.used();
        int depth = arena.depth();
        try {
            return arena.allocate(size, alignment);
        } catch (MayflyException thrown) {
            failure.assertIsClear(thrown, k);
            source.mend();
            assertThat(arena.used()).isEqualTo(used);
            assertThat(arena.depth()).isEqualTo(depth);
            return arena.allocate(size, alignment);
        }
    }

    /** Frames with scopes, small and large slices, typed buffers, and growth in each scope. */
    private static void scenario(FrameArena arena, Taking taking) {
        for (int frame = 0; frame < FRAMES; frame++) {
            try (FrameScope tick = arena.begin()) {
                List<MemorySegment> kept = new ArrayList<>();
                take(kept, arena, taking, 100, 1_000, 8);
                Floats floats = arena.floats(1_000);
                floats.set(999, frame);
                try (FrameScope inner = arena.scope()) {
                    List<MemorySegment> brief = new ArrayList<>();
                    take(brief, arena, taking, 1, 2 << 20, 64);
                    take(brief, arena, taking, 300, 1_000, 16);
                    assertIntact(brief);
                }
                try (FrameScope inner = arena.scope()) {
                    List<MemorySegment> brief = new ArrayList<>();
                    take(brief, arena, taking, 2, (1 << 20) + frame, 4096);
                    assertIntact(brief);
                }
                take(kept, arena, taking, 2_000, 700, 4);
                assertIntact(kept);
                assertThat(floats.get(999)).isEqualTo(frame);
            }
        }
    }

    private static void take(
            List<MemorySegment> to,
            FrameArena arena,
            Taking taking,
            int count,
            long size,
            long alignment) {
        for (int i = 0; i < count; i++) {
            MemorySegment slice = taking.take(arena, size, alignment);
            slice.fill((byte) to.size());
            to.add(slice);
        }
    }

    private static void assertIntact(List<MemorySegment> slices) {
        for (int i = 0; i < slices.size(); i++) {
            MemorySegment slice = slices.get(i);
            byte first = slice.get(ValueLayout.JAVA_BYTE, 0);
            byte last = slice.get(ValueLayout.JAVA_BYTE, slice.byteSize() - 1);
            if (first != (byte) i || last != (byte) i) {
                fail("slice %s holds %s and %s", i, first, last);
            }
        }
    }

    private static void assertAtRest(FrameArena arena) {
        assertThat(arena.depth()).isZero();
        assertThat(arena.used()).isZero();
    }
}
