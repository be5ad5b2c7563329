package starfall.component;

import com.artemis.PooledComponent;

/** An effect that wears off. */
public abstract class Timed extends PooledComponent implements Stateful {
    public float left;

    /** Runs down, and says whether it is over. */
    public boolean runDown(float seconds) {
        return (left -= seconds) <= 0f;
    }

    @Override
    protected void reset() {
        left = 0f;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(left);
    }
}
