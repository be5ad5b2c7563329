package starfall.component;

import com.artemis.Component;

/** Pulls ore. */
public class Magnet extends Component implements Stateful {
    public float reach;
    public float pull;

    public Magnet() {}

    public Magnet(float reach, float pull) {
        this.reach = reach;
        this.pull = pull;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(reach).add(pull);
    }
}
