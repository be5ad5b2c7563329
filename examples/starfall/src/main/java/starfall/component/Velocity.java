package starfall.component;

import com.artemis.Component;

public class Velocity extends Component implements Stateful {
    public float x, y;

    public Velocity() {}

    public Velocity(float x, float y) {
        this.x = x;
        this.y = y;
    }

    public Velocity set(float x, float y) {
        this.x = x;
        this.y = y;
        return this;
    }

    public Velocity scale(float by) {
        x *= by;
        y *= by;
        return this;
    }

    public float speed2() {
        return x * x + y * y;
    }

    public Velocity limit(float most) {
        float speed2 = speed2();
        if (speed2 > most * most) {
            scale(most / (float) Math.sqrt(speed2));
        }
        return this;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(x).add(y);
    }
}
