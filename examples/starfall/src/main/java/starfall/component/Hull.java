package starfall.component;

import com.artemis.Component;

/** Makes an entity solid. */
public class Hull extends Component implements Stateful {
    public float radius = 1f;
    public Side side = Side.NEUTRAL;
    public boolean bumped;

    public Hull() {}

    public Hull(float radius, Side side) {
        this.radius = radius;
        this.side = side;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(radius).add(side).add(bumped);
    }
}
