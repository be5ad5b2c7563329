package starfall.component;

import com.artemis.PooledComponent;
import com.artemis.annotations.EntityId;

/** What hit an entity in this tick. */
public class Impact extends PooledComponent implements Stateful {
    public float damage;
    public boolean fire;
    @EntityId public int from = -1;

    public Impact add(float damage, int from) {
        this.damage += damage;
        this.from = from;
        return this;
    }

    @Override
    protected void reset() {
        damage = 0f;
        fire = false;
        from = -1;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(damage).add(fire).link(from);
    }
}
