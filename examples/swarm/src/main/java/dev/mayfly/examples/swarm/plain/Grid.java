package dev.mayfly.examples.swarm.plain;

import dev.mayfly.examples.swarm.rules.Cells;
import dev.mayfly.examples.swarm.rules.Contact;
import dev.mayfly.examples.swarm.rules.Flocking;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** All agents by the cell they are in, within a cell by ascending id. Made anew in every tick. */
final class Grid {
    private static final int USUAL_NEIGHBORS = 16;

    private final Cells cells;
    private final @Nullable List<Boid>[] boids;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Grid(Cells cells) {
        this.cells = cells;
        this.boids = new List[cells.count()];
    }

    /** Adds an agent; agents have to come by ascending id. */
    void add(Boid boid) {
        int cell = cells.index(cells.column(boid.x()), cells.row(boid.y()));
        List<Boid> here = boids[cell];
        if (here == null) {
            here = new ArrayList<>();
            boids[cell] = here;
        }
        here.add(boid);
    }

    /** The agents that another one sees, row by row of cells until they are enough. */
    List<Boid> neighbors(int id, float x, float y, float sight, int tick) {
        List<Boid> found = new ArrayList<>(USUAL_NEIGHBORS);
        int first = cells.columnBefore(cells.column(x));
        int last = cells.columnAfter(cells.column(x));
        for (int step = 0; step < Cells.ROWS_AROUND && !Flocking.enough(found.size()); step++) {
            int row = Cells.rowAround(cells.row(y), id, tick, step);
            if (!cells.hasRow(row)) {
                continue;
            }
            for (int column = first; column <= last; column++) {
                List<Boid> here = boids[cells.index(column, row)];
                if (here == null) {
                    continue;
                }
                for (int i = 0; i < here.size(); i++) {
                    Boid boid = here.get(i);
                    if (boid.id() != id && Flocking.sees(boid.distanceSquared(x, y), sight)) {
                        found.add(boid);
                    }
                }
            }
        }
        return found;
    }

    /** All agents within a distance, by ascending cell. */
    List<Boid> within(float x, float y, float distance) {
        List<Boid> found = new ArrayList<>();
        int lastRow = cells.row(y + distance);
        int lastColumn = cells.column(x + distance);
        for (int row = cells.row(y - distance); row <= lastRow; row++) {
            for (int column = cells.column(x - distance); column <= lastColumn; column++) {
                List<Boid> here = boids[cells.index(column, row)];
                if (here == null) {
                    continue;
                }
                for (Boid boid : here) {
                    if (Flocking.sees(boid.distanceSquared(x, y), distance)) {
                        found.add(boid);
                    }
                }
            }
        }
        return found;
    }

    /** Every pair of agents that touch, by ascending cell. */
    List<Collision> collisions() {
        List<Collision> found = new ArrayList<>();
        for (int row = 0; row < cells.rows(); row++) {
            for (int column = 0; column < cells.columns(); column++) {
                List<Boid> here = boids[cells.index(column, row)];
                if (here == null) {
                    continue;
                }
                for (int i = 0; i < here.size(); i++) {
                    touching(here.get(i), here, i + 1, found);
                    touchingAhead(here.get(i), row, column, found);
                }
            }
        }
        return found;
    }

    /** Looks at the next cell and at the three below: the others have looked at this one. */
    private void touchingAhead(Boid boid, int row, int column, List<Collision> found) {
        if (column + 1 < cells.columns()) {
            touchingIn(boid, column + 1, row, found);
        }
        if (cells.hasRow(row + 1)) {
            for (int c = cells.columnBefore(column); c <= cells.columnAfter(column); c++) {
                touchingIn(boid, c, row + 1, found);
            }
        }
    }

    private void touchingIn(Boid boid, int column, int row, List<Collision> found) {
        List<Boid> there = boids[cells.index(column, row)];
        if (there != null) {
            touching(boid, there, 0, found);
        }
    }

    private static void touching(Boid boid, List<Boid> others, int from, List<Collision> found) {
        for (int i = from; i < others.size(); i++) {
            Boid other = others.get(i);
            if (Contact.touches(other.distanceSquared(boid.x(), boid.y()))) {
                found.add(new Collision(boid.id(), other.id()));
            }
        }
    }
}
