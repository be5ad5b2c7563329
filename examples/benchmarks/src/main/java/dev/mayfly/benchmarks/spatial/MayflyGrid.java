package dev.mayfly.benchmarks.spatial;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.ecs.spatial.SpatialGrid;
import dev.mayfly.ecs.spatial.SweepAndPrune;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Mayfly's grid, in a frame for each op; and its sweep, which finds pairs alone. */
@State(Scope.Thread)
public class MayflyGrid implements NearSearch {

    private static final int USUAL_NEIGHBORS = 64;
    private static final int USUAL_PAIRS = 1 << 16;

    private final FrameArena frame = FrameAllocator.shared().arena();
    private final SpatialGrid grid = new SpatialGrid(Crowd.REACH);
    private final Floats x;
    private final Floats y;
    private final Floats half;

    /** Puts the crowd into columns. */
    public MayflyGrid() {
        Crowd crowd = new Crowd();
        SoaBuffer columns = new SoaBuffer("Crowd");
        x = columns.floats(0f);
        y = columns.floats(0f);
        // A little more than half, so that rounding loses no pair.
        half = columns.floats(Math.nextUp(Crowd.REACH / 2));
        columns.ensureRows(Crowd.COUNT);
        for (int i = 0; i < Crowd.COUNT; i++) {
            x.set(i, crowd.x[i]);
            y.set(i, crowd.y[i]);
        }
    }

    @Override
    public long neighbors() {
        long sum = 0;
        try (FrameScope _ = frame.begin()) {
            grid.build(frame, ids(), x, y);
            IntList near = frame.intList(USUAL_NEIGHBORS);
            for (int e = 0; e < Crowd.COUNT; e++) {
                grid.neighbors(e, x.get(e), y.get(e), Crowd.REACH, near);
                for (int i = 0; i < near.length(); i++) {
                    sum += NearSearch.hash(e, near.get(i));
                }
            }
        }
        return sum;
    }

    @Override
    public long pairs() {
        long sum = 0;
        try (FrameScope _ = frame.begin()) {
            grid.build(frame, ids(), x, y);
            IntList pairs = frame.intList(USUAL_PAIRS);
            grid.pairs(Crowd.REACH, pairs);
            for (int i = 0; i < pairs.length(); i += 2) {
                sum += NearSearch.hash(pairs.get(i), pairs.get(i + 1));
            }
        }
        return sum;
    }

    /** Sweeps boxes, and then takes the pairs that are near in truth. */
    public long sweptPairs() {
        long sum = 0;
        try (FrameScope _ = frame.begin()) {
            IntList pairs = frame.intList(USUAL_PAIRS);
            SweepAndPrune.pairs(frame, ids(), x, y, half, half, pairs);
            for (int i = 0; i < pairs.length(); i += 2) {
                int a = pairs.get(i);
                int b = pairs.get(i + 1);
                if (Crowd.isNear(x.get(a), y.get(a), x.get(b), y.get(b))) {
                    sum += NearSearch.hash(a, b);
                }
            }
        }
        return sum;
    }

    private Ints ids() {
        Ints ids = frame.uninitializedInts(Crowd.COUNT);
        for (int i = 0; i < ids.length(); i++) {
            ids.set(i, i);
        }
        return ids;
    }
}
