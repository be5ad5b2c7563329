package starfall.component;

import com.artemis.Component;

/** A pickup that floats about. */
public class Ore extends Component implements Stateful {
    public OreKind kind = OreKind.IRON;
    public int amount = 1;

    public Ore() {}

    public Ore(OreKind kind, int amount) {
        this.kind = kind;
        this.amount = amount;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(kind).add(amount);
    }
}
