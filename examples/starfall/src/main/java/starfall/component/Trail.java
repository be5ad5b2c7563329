package starfall.component;

import com.artemis.Component;

/** Leaves exhaust behind. */
public class Trail extends Component implements Stateful {
    public float interval = 0.15f;
    public float next;
    public char glyph = '.';

    public Trail() {}

    public Trail(float interval, char glyph) {
        this.interval = interval;
        this.glyph = glyph;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(interval).add(next).add(glyph);
    }
}
