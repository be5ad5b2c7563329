package dev.mayfly.benchmarks;

import dev.mayfly.benchmarks.spatial.JtsTree;
import dev.mayfly.benchmarks.spatial.ListGrid;
import dev.mayfly.benchmarks.spatial.MapGrid;
import dev.mayfly.benchmarks.spatial.MayflyGrid;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * What it costs to find out who is near whom, from scratch, as in a tick of a moving world. One op
 * builds the structure for 10,000 entities that are spread evenly over a square, and then finds
 * either the neighbors of each entity, one search after the other, or all pairs, each once. Near is
 * what is within 10 of the world's 1,000: some three others. Cells are 10 wide.
 *
 * <ul>
 *   <li>{@code mayflyGrid}: {@code SpatialGrid} in a frame.
 *   <li>{@code mayflySweep}: {@code SweepAndPrune} in a frame, on boxes, and the distances after.
 *   <li>{@code listGrid}: an array of {@code ArrayList}s, over known bounds.
 *   <li>{@code mapGrid}: a {@code HashMap} of {@code ArrayList}s.
 *   <li>{@code jtsTree}: JTS's {@code STRtree}, one search an entity for both questions.
 * </ul>
 *
 * <p>Each result is a hash over all that was found. The peers but {@code mapGrid} hash pairs where
 * they find them, while Mayfly's put them into a list first.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class SpatialBenchmark {

    @Benchmark
    public long neighborsMayflyGrid(MayflyGrid search) {
        return search.neighbors();
    }

    @Benchmark
    public long neighborsListGrid(ListGrid search) {
        return search.neighbors();
    }

    @Benchmark
    public long neighborsMapGrid(MapGrid search) {
        return search.neighbors();
    }

    @Benchmark
    public long neighborsJtsTree(JtsTree search) {
        return search.neighbors();
    }

    @Benchmark
    public long pairsMayflyGrid(MayflyGrid search) {
        return search.pairs();
    }

    @Benchmark
    public long pairsMayflySweep(MayflyGrid search) {
        return search.sweptPairs();
    }

    @Benchmark
    public long pairsListGrid(ListGrid search) {
        return search.pairs();
    }

    @Benchmark
    public long pairsMapGrid(MapGrid search) {
        return search.pairs();
    }

    @Benchmark
    public long pairsJtsTree(JtsTree search) {
        return search.pairs();
    }
}
