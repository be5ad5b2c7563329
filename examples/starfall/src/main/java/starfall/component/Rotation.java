package starfall.component;

import com.artemis.Component;

public class Rotation extends Component implements Stateful {
    /** In turns, 0 to 1. */
    public float angle;

    /** In turns a second. */
    public float spin;

    public Rotation() {}

    public Rotation(float spin) {
        this.spin = spin;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(angle).add(spin);
    }
}
