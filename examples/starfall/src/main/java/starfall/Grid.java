package starfall;

import com.artemis.utils.IntBag;

import starfall.component.Position;

import java.util.Arrays;

/** Finds what is near. Filled anew in each tick. */
public final class Grid {
    private static final float CELL = 8f;

    private final Space space;
    private final int columns;
    private final int rows;
    private final int[] heads;
    private int[] nexts = new int[1024];
    private float largest;

    public Grid(Space space) {
        this.space = space;
        columns = Math.max(1, (int) (space.width / CELL));
        rows = Math.max(1, (int) (space.height / CELL));
        heads = new int[columns * rows];
        clear();
    }

    public void clear() {
        Arrays.fill(heads, -1);
        largest = 0f;
    }

    public void add(int entity, Position position, float radius) {
        if (entity >= nexts.length) {
            nexts = Arrays.copyOf(nexts, Math.max(entity + 1, nexts.length * 2));
        }
        int cell = row(position.y) * columns + column(position.x);
        nexts[entity] = heads[cell];
        heads[cell] = entity;
        largest = Math.max(largest, radius);
    }

    /** Everything in the cells that a circle touches; hulls that reach into it included. */
    public IntBag around(Position position, float reach, IntBag found) {
        return around(position.x, position.y, reach, found);
    }

    public IntBag around(float x, float y, float reach, IntBag found) {
        found.setSize(0);
        float wide = reach + largest;
        int across =
                Math.min(
                        columns,
                        (int) Math.floor((x + wide) * columns / space.width) - left(x - wide) + 1);
        int down =
                Math.min(
                        rows,
                        (int) Math.floor((y + wide) * rows / space.height) - top(y - wide) + 1);
        for (int j = 0; j < down; j++) {
            int row = Math.floorMod(top(y - wide) + j, rows);
            for (int i = 0; i < across; i++) {
                int column = Math.floorMod(left(x - wide) + i, columns);
                for (int e = heads[row * columns + column]; e >= 0; e = nexts[e]) {
                    found.add(e);
                }
            }
        }
        return found;
    }

    private int left(float x) {
        return (int) Math.floor(x * columns / space.width);
    }

    private int top(float y) {
        return (int) Math.floor(y * rows / space.height);
    }

    private int column(float x) {
        return Math.min(columns - 1, (int) (x * columns / space.width));
    }

    private int row(float y) {
        return Math.min(rows - 1, (int) (y * rows / space.height));
    }
}
