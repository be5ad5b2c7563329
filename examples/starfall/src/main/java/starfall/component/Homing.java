package starfall.component;

import com.artemis.PooledComponent;
import com.artemis.annotations.EntityId;

public class Homing extends PooledComponent implements Stateful {
    @EntityId public int target = -1;
    public float turn = 40f;

    @Override
    protected void reset() {
        target = -1;
        turn = 40f;
    }

    @Override
    public void digest(Digest digest) {
        digest.link(target).add(turn);
    }
}
