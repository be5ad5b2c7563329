package starfall.component;

import com.artemis.Component;

/** The player that a ship belongs to. */
public class Allegiance extends Component implements Stateful {
    public String player = "nobody";

    public Allegiance() {}

    public Allegiance(String player) {
        this.player = player;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(player);
    }
}
