package starfall.component;

import com.artemis.Component;

/** Counts foes around, and remembers the last counts. */
public class Sensor extends Component implements Stateful {
    private static final int MEMORY = 4;

    public float range;
    public int[] counts = new int[MEMORY];
    public int at;
    public double threat;

    public Sensor() {}

    public Sensor(float range) {
        this.range = range;
    }

    public void note(int count) {
        counts[at++ % MEMORY] = count;
        threat = threat * 0.75 + count * 0.25;
    }

    public int latest() {
        return at == 0 ? 0 : counts[(at - 1) % MEMORY];
    }

    @Override
    public void digest(Digest digest) {
        digest.add(range).add(at).add(threat);
        for (int count : counts) {
            digest.add(count);
        }
    }
}
