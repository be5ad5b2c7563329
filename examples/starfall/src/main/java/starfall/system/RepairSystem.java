package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IntervalIteratingSystem;
import com.artemis.utils.IntBag;

import starfall.Space;
import starfall.component.Health;
import starfall.component.Hull;
import starfall.component.Position;
import starfall.component.Side;
import starfall.component.Station;

/** Stations mend what is near. */
public class RepairSystem extends IntervalIteratingSystem {
    private static final float REACH = 20f;

    private final Space space;
    private final IntBag near = new IntBag();

    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Health> mHealth;
    private ComponentMapper<Hull> mHull;
    private GridSystem gridSystem;

    public RepairSystem(Space space) {
        super(Aspect.all(Station.class, Position.class), 0.5f);
        this.space = space;
    }

    @Override
    protected void process(int e) {
        Position position = mPosition.get(e);
        gridSystem.grid().around(position, REACH, near);
        for (int i = 0, s = near.size(); i < s; i++) {
            int other = near.get(i);
            Health health = mHealth.getSafe(other, null);
            if (health != null
                    && mHull.get(other).side == Side.GUILD
                    && position.within(REACH, mPosition.get(other), space)) {
                health.heal(getIntervalDelta() * 6f);
            }
        }
    }
}
