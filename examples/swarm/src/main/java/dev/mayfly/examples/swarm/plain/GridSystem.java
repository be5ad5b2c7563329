package dev.mayfly.examples.swarm.plain;

import com.artemis.BaseEntitySystem;
import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.utils.IntBag;

import dev.mayfly.examples.swarm.rules.Cells;

/** Sorts all agents into a new grid, for the systems after it. */
@All({Position.class, Velocity.class, Flock.class})
@SuppressWarnings("NullAway.Init") // injected
final class GridSystem extends BaseEntitySystem {
    private final Cells cells;
    private ComponentMapper<Position> positions;
    private ComponentMapper<Velocity> velocities;
    private ComponentMapper<Flock> flocks;
    private Grid grid;

    GridSystem(Cells cells) {
        this.cells = cells;
        this.grid = new Grid(cells);
    }

    Grid grid() {
        return grid;
    }

    @Override
    protected void processSystem() {
        grid = new Grid(cells);
        IntBag entities = subscription.getEntities();
        for (int i = 0; i < entities.size(); i++) {
            int e = entities.get(i);
            Position position = positions.get(e);
            Velocity velocity = velocities.get(e);
            int group = flocks.get(e).group;
            grid.add(new Boid(e, group, position.x, position.y, velocity.x, velocity.y));
        }
    }
}
