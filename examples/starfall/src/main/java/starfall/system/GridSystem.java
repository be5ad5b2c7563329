package starfall.system;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.ComponentMapper;
import com.artemis.EntitySubscription;
import com.artemis.utils.IntBag;

import starfall.Grid;
import starfall.Space;
import starfall.component.Hull;
import starfall.component.Ore;
import starfall.component.Position;

/** Puts all hulls onto a grid, and all ore onto another. */
public class GridSystem extends BaseEntitySystem {
    private final Grid grid;
    private final Grid ores;
    private EntitySubscription pieces;
    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Hull> mHull;

    public GridSystem(Space space) {
        super(Aspect.all(Position.class, Hull.class));
        grid = new Grid(space);
        ores = new Grid(space);
    }

    @Override
    protected void processSystem() {
        grid.clear();
        IntBag actives = subscription.getEntities();
        int[] ids = actives.getData();
        for (int i = 0, s = actives.size(); s > i; i++) {
            int e = ids[i];
            Hull hull = mHull.get(e);
            hull.bumped = false;
            grid.add(e, mPosition.get(e), hull.radius);
        }
        ores.clear();
        IntBag pickups = pieces.getEntities();
        for (int i = 0, s = pickups.size(); s > i; i++) {
            ores.add(pickups.get(i), mPosition.get(pickups.get(i)), 0f);
        }
    }

    @Override
    protected void initialize() {
        pieces = world.getAspectSubscriptionManager().get(Aspect.all(Ore.class, Position.class));
    }

    public Grid grid() {
        return grid;
    }

    /** That of what can be picked up. */
    public Grid ores() {
        return ores;
    }
}
