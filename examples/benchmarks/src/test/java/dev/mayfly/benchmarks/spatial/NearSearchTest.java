package dev.mayfly.benchmarks.spatial;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.LongSupplier;

/** Every structure finds the pairs that looking at all finds. */
class NearSearchTest {

    private static final long ALL_PAIRS = lookAtAll();

    static List<NearSearch> searches() {
        return List.of(new MayflyGrid(), new ListGrid(), new MapGrid(), new JtsTree());
    }

    private static long lookAtAll() {
        Crowd crowd = new Crowd();
        long sum = 0;
        for (int a = 0; a < Crowd.COUNT; a++) {
            for (int b = a + 1; b < Crowd.COUNT; b++) {
                if (Crowd.isNear(crowd.x[a], crowd.y[a], crowd.x[b], crowd.y[b])) {
                    sum += NearSearch.hash(a, b);
                }
            }
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("searches")
    void findsAllPairs(NearSearch search) {
        assertThat(search.pairs()).isEqualTo(ALL_PAIRS);
        assertThat(search.pairs()).isEqualTo(ALL_PAIRS);
    }

    @ParameterizedTest
    @MethodSource("searches")
    void findsEachPairFromBothSides(NearSearch search) {
        assertThat(search.neighbors()).isEqualTo(2 * ALL_PAIRS);
        assertThat(search.neighbors()).isEqualTo(2 * ALL_PAIRS);
    }

    @Test
    void theSweepFindsAllPairs() {
        assertThat(new MayflyGrid().sweptPairs()).isEqualTo(ALL_PAIRS);
    }

    @Test
    void mayflyAllocatesNothingOnceItHasSeenItsLoad() {
        MayflyGrid grid = new MayflyGrid();
        assertThat(leastAllocatedBy(grid::neighbors)).isZero();
        assertThat(leastAllocatedBy(grid::pairs)).isZero();
        assertThat(leastAllocatedBy(grid::sweptPairs)).isZero();
    }

    /** The JVM itself allocates now and then; what an op allocates is in every one. */
    private static long leastAllocatedBy(LongSupplier op) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 200 && least > 0; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            long sum = op.getAsLong();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(sum).isIn(ALL_PAIRS, 2 * ALL_PAIRS);
        }
        return least;
    }
}
