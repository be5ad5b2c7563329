package dev.mayfly.benchmarks.spatial;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one writes with collections where bounds are not known: a map from cell to a list of
 * entities, new in each op.
 */
@State(Scope.Thread)
public class MapGrid implements NearSearch {

    private final Crowd crowd = new Crowd();

    /** Made by JMH. */
    public MapGrid() {}

    @Override
    public long neighbors() {
        Map<Long, List<Integer>> cells = build();
        long sum = 0;
        List<Integer> near = new ArrayList<>();
        for (int e = 0; e < Crowd.COUNT; e++) {
            near.clear();
            search(cells, e, -1, near);
            for (int other : near) {
                sum += NearSearch.hash(e, other);
            }
        }
        return sum;
    }

    @Override
    public long pairs() {
        Map<Long, List<Integer>> cells = build();
        long sum = 0;
        List<Integer> near = new ArrayList<>();
        for (int e = 0; e < Crowd.COUNT; e++) {
            near.clear();
            search(cells, e, e, near);
            for (int other : near) {
                sum += NearSearch.hash(e, other);
            }
        }
        return sum;
    }

    /** Finds what is near an entity and has an id greater than another. */
    private void search(Map<Long, List<Integer>> cells, int e, int above, List<Integer> near) {
        int column = cell(crowd.x[e]);
        int row = cell(crowd.y[e]);
        for (int r = row - 1; r <= row + 1; r++) {
            for (int c = column - 1; c <= column + 1; c++) {
                @Nullable List<Integer> here = cells.get(key(c, r));
                if (here != null) {
                    for (int other : here) {
                        if (other != e && other > above && isNear(e, other)) {
                            near.add(other);
                        }
                    }
                }
            }
        }
    }

    private boolean isNear(int a, int b) {
        return Crowd.isNear(crowd.x[a], crowd.y[a], crowd.x[b], crowd.y[b]);
    }

    private Map<Long, List<Integer>> build() {
        Map<Long, List<Integer>> cells = new HashMap<>();
        for (int e = 0; e < Crowd.COUNT; e++) {
            cells.computeIfAbsent(key(cell(crowd.x[e]), cell(crowd.y[e])), _ -> new ArrayList<>(4))
                    .add(e);
        }
        return cells;
    }

    private static int cell(float at) {
        return (int) Math.floor(at / Crowd.REACH);
    }

    private static long key(int column, int row) {
        return ((long) row << Integer.SIZE) ^ (column & 0xFFFF_FFFFL);
    }
}
