package dev.mayfly.examples.swarm.mayfly;

import com.artemis.BaseEntitySystem;
import com.artemis.annotations.All;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.examples.swarm.rules.Cells;

/**
 * Sorts all agents into the tick's grid, for the systems after it: what it takes lives to the end
 * of the tick.
 */
@All({Position.class, Velocity.class, Flock.class})
@SuppressWarnings("NullAway.Init") // injected
final class GridSystem extends BaseEntitySystem {
    private final Grid grid;
    private FrameArena frame;
    private Position position;
    private Velocity velocity;
    private Flock flock;

    GridSystem(Cells cells) {
        grid = new Grid(cells);
    }

    Grid grid() {
        return grid;
    }

    @Override
    protected void processSystem() {
        grid.build(frame, subscription.getEntities(), position, velocity, flock);
    }
}
