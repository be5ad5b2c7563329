package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IteratingSystem;
import com.artemis.utils.IntBag;

import starfall.Space;
import starfall.component.Cargo;
import starfall.component.Ore;
import starfall.component.Position;

/** Whoever has a hold takes the ore that touches it. */
public class PickupSystem extends IteratingSystem {
    private static final float TOUCH = 2f;

    private final Space space;
    private final IntBag near = new IntBag();

    private ComponentMapper<Ore> mOre;
    private ComponentMapper<Cargo> mCargo;
    private ComponentMapper<Position> mPosition;
    private GridSystem gridSystem;

    public PickupSystem(Space space) {
        super(Aspect.all(Ore.class, Position.class));
        this.space = space;
    }

    @Override
    protected void process(int e) {
        Ore ore = mOre.get(e);
        Position position = mPosition.get(e);
        gridSystem.grid().around(position, TOUCH, near);
        for (int i = 0, s = near.size(); i < s && ore.amount > 0; i++) {
            int ship = near.get(i);
            Cargo cargo = mCargo.getSafe(ship, null);
            if (cargo != null && position.within(TOUCH, mPosition.get(ship), space)) {
                ore.amount -= cargo.take(ore.kind, ore.amount);
            }
        }
        if (ore.amount <= 0) {
            world.delete(e);
        }
    }
}
