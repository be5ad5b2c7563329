package starfall.component;

import com.artemis.PooledComponent;
import com.artemis.annotations.EntityId;

public class Bullet extends PooledComponent implements Stateful {
    public Ammo ammo = Ammo.SLUG;
    public Side side = Side.NEUTRAL;
    @EntityId public int shooter = -1;
    public byte pierces;

    public Bullet set(Ammo ammo, Side side, int shooter) {
        this.ammo = ammo;
        this.side = side;
        this.shooter = shooter;
        return this;
    }

    @Override
    protected void reset() {
        ammo = Ammo.SLUG;
        side = Side.NEUTRAL;
        shooter = -1;
        pierces = 0;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(ammo).add(side).link(shooter).add(pierces);
    }
}
