package starfall.component;

import com.artemis.Component;
import com.artemis.annotations.EntityId;
import com.artemis.utils.IntBag;

/** Ships that fly together. */
public class Squad extends Component implements Stateful {
    @EntityId public int leader = -1;
    @EntityId public IntBag members = new IntBag();
    public float patrolX, patrolY;
    public long kills;

    public Squad() {}

    public Squad(float patrolX, float patrolY) {
        this.patrolX = patrolX;
        this.patrolY = patrolY;
    }

    @Override
    public void digest(Digest digest) {
        digest.link(leader).add(members.size()).add(patrolX).add(patrolY).add(kills);
    }
}
