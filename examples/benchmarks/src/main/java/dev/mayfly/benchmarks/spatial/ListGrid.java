package dev.mayfly.benchmarks.spatial;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.ArrayList;
import java.util.List;

/**
 * What one writes with collections: an array with a list of entities for each cell, over a world
 * whose bounds are known beforehand, new in each op.
 */
@State(Scope.Thread)
public class ListGrid implements NearSearch {

    private record Entity(int id, float x, float y) {

        boolean isNear(Entity other) {
            return Crowd.isNear(x, y, other.x, other.y);
        }
    }

    private static final int COLUMNS = (int) (Crowd.SIDE / Crowd.REACH) + 1;

    private final Crowd crowd = new Crowd();

    /** Made by JMH. */
    public ListGrid() {}

    @Override
    public long neighbors() {
        @Nullable List<Entity>[] cells = build();
        long sum = 0;
        List<Entity> near = new ArrayList<>();
        for (int e = 0; e < Crowd.COUNT; e++) {
            Entity self = new Entity(e, crowd.x[e], crowd.y[e]);
            near.clear();
            int toRow = Math.min(row(self) + 1, COLUMNS - 1);
            int toColumn = Math.min(column(self) + 1, COLUMNS - 1);
            for (int row = Math.max(row(self) - 1, 0); row <= toRow; row++) {
                for (int column = Math.max(column(self) - 1, 0); column <= toColumn; column++) {
                    collect(self, cells[row * COLUMNS + column], near);
                }
            }
            for (Entity other : near) {
                sum += NearSearch.hash(e, other.id);
            }
        }
        return sum;
    }

    private static void collect(Entity self, @Nullable List<Entity> cell, List<Entity> near) {
        if (cell != null) {
            for (Entity other : cell) {
                if (other.id != self.id && self.isNear(other)) {
                    near.add(other);
                }
            }
        }
    }

    @Override
    public long pairs() {
        @Nullable List<Entity>[] cells = build();
        long sum = 0;
        for (int row = 0; row < COLUMNS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                List<Entity> cell = cells[row * COLUMNS + column];
                if (cell != null) {
                    sum += pairsOf(cells, cell, row, column);
                }
            }
        }
        return sum;
    }

    /** Pairs within a cell, and with the next one and the three below. */
    private static long pairsOf(
            @Nullable List<Entity>[] cells, List<Entity> cell, int row, int column) {
        long sum = 0;
        for (int i = 0; i < cell.size(); i++) {
            Entity self = cell.get(i);
            sum += pairsWith(self, cell, i + 1);
            if (column + 1 < COLUMNS) {
                sum += pairsWith(self, cells[row * COLUMNS + column + 1], 0);
            }
            if (row + 1 < COLUMNS) {
                int last = Math.min(column + 1, COLUMNS - 1);
                for (int c = Math.max(column - 1, 0); c <= last; c++) {
                    sum += pairsWith(self, cells[(row + 1) * COLUMNS + c], 0);
                }
            }
        }
        return sum;
    }

    private static long pairsWith(Entity self, @Nullable List<Entity> others, int from) {
        long sum = 0;
        if (others != null) {
            for (int i = from; i < others.size(); i++) {
                Entity other = others.get(i);
                if (self.isNear(other)) {
                    sum += NearSearch.hash(self.id, other.id);
                }
            }
        }
        return sum;
    }

    private @Nullable List<Entity>[] build() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        @Nullable List<Entity>[] cells = new List[COLUMNS * COLUMNS];
        for (int e = 0; e < Crowd.COUNT; e++) {
            Entity entity = new Entity(e, crowd.x[e], crowd.y[e]);
            int cell = row(entity) * COLUMNS + column(entity);
            List<Entity> here = cells[cell];
            if (here == null) {
                here = new ArrayList<>(4);
                cells[cell] = here;
            }
            here.add(entity);
        }
        return cells;
    }

    private static int column(Entity entity) {
        return (int) (entity.x / Crowd.REACH);
    }

    private static int row(Entity entity) {
        return (int) (entity.y / Crowd.REACH);
    }
}
