package starfall.component;

import com.artemis.Component;

public class Engine extends Component implements Stateful {
    public float thrust;
    public float topSpeed;

    /** Where the pilot steers, of length 1 at most. */
    public float steerX, steerY;

    public boolean boost;

    public Engine() {}

    public Engine(float thrust, float topSpeed) {
        this.thrust = thrust;
        this.topSpeed = topSpeed;
    }

    public Engine steer(float x, float y) {
        float length2 = x * x + y * y;
        if (length2 > 1f) {
            float length = (float) Math.sqrt(length2);
            x /= length;
            y /= length;
        }
        steerX = x;
        steerY = y;
        return this;
    }

    public Engine idle() {
        steerX = steerY = 0f;
        boost = false;
        return this;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(thrust).add(topSpeed).add(steerX).add(steerY).add(boost);
    }
}
