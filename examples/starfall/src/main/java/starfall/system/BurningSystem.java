package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IteratingSystem;

import starfall.component.Burning;
import starfall.component.Health;
import starfall.component.Position;
import starfall.factory.Quarry;

/** Fire. */
public class BurningSystem extends IteratingSystem {
    private ComponentMapper<Burning> mBurning;
    private ComponentMapper<Health> mHealth;
    private ComponentMapper<Position> mPosition;
    private Quarry quarry;

    public BurningSystem() {
        super(Aspect.all(Burning.class, Health.class, Position.class));
    }

    @Override
    protected void process(int e) {
        Burning burning = mBurning.get(e);
        mHealth.get(e).hurt(burning.perSecond * world.delta);
        if ((int) (burning.left * 8f) != (int) ((burning.left - world.delta) * 8f)) {
            quarry.sparks(mPosition.get(e), 1);
        }
        if (burning.runDown(world.delta)) {
            world.edit(e).remove(burning);
        }
    }
}
