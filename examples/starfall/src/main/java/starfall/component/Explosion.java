package starfall.component;

import com.artemis.PooledComponent;

public class Explosion extends PooledComponent implements Stateful {
    public float radius;
    public float most = 1f;
    public float growth = 10f;
    public float damage;

    public Explosion set(float most, float damage) {
        this.most = most;
        this.damage = damage;
        return this;
    }

    public boolean isOver() {
        return radius >= most;
    }

    @Override
    protected void reset() {
        radius = damage = 0f;
        most = 1f;
        growth = 10f;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(radius).add(most).add(growth).add(damage);
    }
}
