package dev.mayfly.ecs.internal.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mayfly.ecs.SameAtEveryLevel;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.util.List;

@SameAtEveryLevel
class SpansTest {

    /** Ascending ids, as lengths of spans with a gap behind each. */
    @Provide
    Arbitrary<List<Integer>> spanLengths() {
        return Arbitraries.integers().between(1, 300).list().ofMinSize(1).ofMaxSize(12);
    }

    private static int[] ids(List<Integer> spanLengths) {
        int[] ids = new int[spanLengths.stream().mapToInt(Integer::intValue).sum() + 5];
        int count = 0;
        int id = 3;
        for (int length : spanLengths) {
            for (int i = 0; i < length; i++) {
                ids[count++] = id++;
            }
            id += 1 + length % 3;
        }
        return ids;
    }

    private static int naiveEnd(int[] ids, int first, int count) {
        int end = first + 1;
        while (end < count && ids[end] == ids[end - 1] + 1) {
            end++;
        }
        return end;
    }

    @Property(tries = 300)
    void theEndIsWhereTheFirstGapIs(@ForAll("spanLengths") List<Integer> lengths) {
        int[] ids = ids(lengths);
        int count = ids.length - 5;

        for (int first = 0; first < count; first++) {
            assertThat(Spans.end(ids, first, count)).isEqualTo(naiveEnd(ids, first, count));
        }
    }

    @Property(tries = 300)
    void theNextIsTheFirstThatIsLongEnough(
            @ForAll("spanLengths") List<Integer> lengths,
            @ForAll @IntRange(min = 1, max = 100) int length) {
        int[] ids = ids(lengths);
        int count = ids.length - 5;

        int next = Spans.next(ids, 0, count, length);

        for (int i = 0; i < next; i++) {
            assertThat(naiveEnd(ids, i, count) - i).isLessThan(length);
        }
        if (next < count) {
            assertThat(naiveEnd(ids, next, count) - next).isGreaterThanOrEqualTo(length);
        }
    }
}
