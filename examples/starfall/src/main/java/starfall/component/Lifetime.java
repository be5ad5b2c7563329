package starfall.component;

import com.artemis.PooledComponent;

public class Lifetime extends PooledComponent implements Stateful {
    public float left = 1f;

    public Lifetime set(float seconds) {
        left = seconds;
        return this;
    }

    @Override
    protected void reset() {
        left = 1f;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(left);
    }
}
