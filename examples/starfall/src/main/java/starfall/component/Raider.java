package starfall.component;

import com.artemis.Component;
import com.artemis.annotations.EntityId;

public class Raider extends Component implements Stateful {
    public enum Mood {
        CRUISE,
        HUNT,
        STRAFE,
        RETREAT
    }

    public Mood mood = Mood.CRUISE;
    @EntityId public int prey = -1;
    @EntityId public int squad = -1;
    public float nextThought;
    public float nerve = 0.3f;
    public boolean elite;

    public Raider() {}

    public Raider(int squad, boolean elite) {
        this.squad = squad;
        this.elite = elite;
        this.nerve = elite ? 0.1f : 0.3f;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(mood).link(prey).link(squad).add(nextThought).add(nerve).add(elite);
    }
}
