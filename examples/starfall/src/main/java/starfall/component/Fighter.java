package starfall.component;

import com.artemis.Component;
import com.artemis.annotations.EntityId;

public class Fighter extends Component implements Stateful {
    @EntityId public int squad = -1;
    @EntityId public int foe = -1;
    public int slot;
    public float nextLook;

    /** Where the player has called it to; null when nowhere. */
    public Vec2 rally;

    public Fighter() {}

    public Fighter(int squad, int slot) {
        this.squad = squad;
        this.slot = slot;
    }

    @Override
    public void digest(Digest digest) {
        digest.link(squad).link(foe).add(slot).add(nextLook);
        if (rally != null) {
            digest.add(rally.x).add(rally.y);
        }
    }
}
