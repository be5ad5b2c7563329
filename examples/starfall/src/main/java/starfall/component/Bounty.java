package starfall.component;

import com.artemis.Component;
import com.artemis.annotations.DelayedComponentRemoval;

/** What the guild gets when it is gone. Read after the entity is deleted. */
@DelayedComponentRemoval
public class Bounty extends Component implements Stateful {
    public int points;

    public Bounty() {}

    public Bounty(int points) {
        this.points = points;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(points);
    }
}
