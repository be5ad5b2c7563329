package dev.mayfly.examples.swarm.mayfly;

import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.examples.swarm.rules.Cells;
import dev.mayfly.examples.swarm.rules.Contact;
import dev.mayfly.examples.swarm.rules.Flocking;

/**
 * All agents by the cell they are in, within a cell by ascending id, in the memory of one frame: a
 * counting sort puts the agents of a cell side by side, so that a search reads consecutive
 * elements. An agent's place in that order is its slot.
 */
@SuppressWarnings("NullAway.Init") // every frame builds it before anything reads it
final class Grid {
    private final Cells cells;

    /** The first slot of each cell; one more element holds the number of all slots. */
    private Ints starts;

    private Ints ids;
    private Ints groups;
    private Floats x;
    private Floats y;
    private Floats vx;
    private Floats vy;

    Grid(Cells cells) {
        this.cells = cells;
    }

    /** Sorts agents, given by ascending id, into new memory of the frame. */
    void build(
            FrameArena frame, IntBag entities, Position position, Velocity velocity, Flock flock) {
        int count = entities.size();
        take(frame, count);
        Ints cellOf = frame.uninitializedInts(count);
        int[] data = entities.getData();
        for (int i = 0; i < count; i++) {
            int e = data[i];
            int cell = cells.index(cells.column(position.x.get(e)), cells.row(position.y.get(e)));
            cellOf.set(i, cell);
            // Two further on, so that the element one further on can serve as the cell's cursor
            // below.
            starts.add(cell + 2, 1);
        }
        for (int cell = 2; cell < starts.length(); cell++) {
            starts.add(cell, starts.get(cell - 1));
        }
        for (int i = 0; i < count; i++) {
            int e = data[i];
            int cursor = cellOf.get(i) + 1;
            int slot = starts.get(cursor);
            starts.set(cursor, slot + 1);
            ids.set(slot, e);
            groups.set(slot, flock.group.get(e));
            x.set(slot, position.x.get(e));
            y.set(slot, position.y.get(e));
            vx.set(slot, velocity.x.get(e));
            vy.set(slot, velocity.y.get(e));
        }
    }

    int id(int slot) {
        return ids.get(slot);
    }

    int group(int slot) {
        return groups.get(slot);
    }

    float x(int slot) {
        return x.get(slot);
    }

    float y(int slot) {
        return y.get(slot);
    }

    float vx(int slot) {
        return vx.get(slot);
    }

    float vy(int slot) {
        return vy.get(slot);
    }

    float distanceSquared(int slot, float fromX, float fromY) {
        float dx = x.get(slot) - fromX;
        float dy = y.get(slot) - fromY;
        return dx * dx + dy * dy;
    }

    /**
     * Finds the agents that another one sees, row by row of cells until they are enough.
     *
     * @param found where their slots go; it needs room for all agents and one more
     * @return how many they are
     */
    int neighbors(int id, float fromX, float fromY, float sight, int tick, Ints found) {
        int count = 0;
        int first = cells.columnBefore(cells.column(fromX));
        int last = cells.columnAfter(cells.column(fromX));
        for (int step = 0; step < Cells.ROWS_AROUND && !Flocking.enough(count); step++) {
            int row = Cells.rowAround(cells.row(fromY), id, tick, step);
            if (!cells.hasRow(row)) {
                continue;
            }
            int end = starts.get(cells.index(last, row) + 1);
            for (int slot = starts.get(cells.index(first, row)); slot < end; slot++) {
                // About half of them are in sight, which no branch predictor foresees: so no
                // branch.
                int seen = Flocking.sees(distanceSquared(slot, fromX, fromY), sight) ? 1 : 0;
                found.set(count, slot);
                count += ids.get(slot) == id ? 0 : seen;
            }
        }
        return count;
    }

    /** Puts the slots of all agents within a distance into a list, by ascending cell. */
    void within(float fromX, float fromY, float distance, IntList found) {
        found.clear();
        int firstColumn = cells.column(fromX - distance);
        int lastColumn = cells.column(fromX + distance);
        int lastRow = cells.row(fromY + distance);
        for (int row = cells.row(fromY - distance); row <= lastRow; row++) {
            int end = starts.get(cells.index(lastColumn, row) + 1);
            for (int slot = starts.get(cells.index(firstColumn, row)); slot < end; slot++) {
                if (Flocking.sees(distanceSquared(slot, fromX, fromY), distance)) {
                    found.add(slot);
                }
            }
        }
    }

    /**
     * Puts every pair of agents that touch into a list, by ascending cell: the id of one, then that
     * of the other.
     */
    void collisions(IntList found) {
        for (int row = 0; row < cells.rows(); row++) {
            for (int column = 0; column < cells.columns(); column++) {
                int cell = cells.index(column, row);
                int end = starts.get(cell + 1);
                int after = starts.get(cells.index(cells.columnAfter(column), row) + 1);
                for (int slot = starts.get(cell); slot < end; slot++) {
                    touching(slot, slot + 1, after, found);
                    if (cells.hasRow(row + 1)) {
                        int first = cells.index(cells.columnBefore(column), row + 1);
                        int last = cells.index(cells.columnAfter(column), row + 1);
                        touching(slot, starts.get(first), starts.get(last + 1), found);
                    }
                }
            }
        }
    }

    private void touching(int slot, int from, int to, IntList found) {
        float fromX = x.get(slot);
        float fromY = y.get(slot);
        for (int other = from; other < to; other++) {
            if (Contact.touches(distanceSquared(other, fromX, fromY))) {
                found.add(ids.get(slot));
                found.add(ids.get(other));
            }
        }
    }

    private void take(FrameArena frame, int count) {
        starts = frame.ints(cells.count() + 2);
        ids = frame.uninitializedInts(count);
        groups = frame.uninitializedInts(count);
        x = frame.uninitializedFloats(count);
        y = frame.uninitializedFloats(count);
        vx = frame.uninitializedFloats(count);
        vy = frame.uninitializedFloats(count);
    }
}
