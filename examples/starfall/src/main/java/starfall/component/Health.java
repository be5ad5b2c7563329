package starfall.component;

import com.artemis.Component;

public class Health extends Component implements Stateful {
    public float points;
    public float most;

    public Health() {
        this(1f);
    }

    public Health(float most) {
        this.points = this.most = most;
    }

    public Health heal(float by) {
        points = Math.min(most, points + by);
        return this;
    }

    public Health hurt(float by) {
        points -= by;
        return this;
    }

    public boolean isDead() {
        return points <= 0f;
    }

    public float share() {
        return most == 0f ? 0f : points / most;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(points).add(most);
    }
}
