package starfall.component;

import com.artemis.Component;

public class Asteroid extends Component implements Stateful {
    /** 1 to 3; one of more than 1 breaks into two of the next size. */
    public byte size = 1;

    public OreKind ore = OreKind.IRON;

    /** How many miners have chosen it. */
    public int claims;

    public Asteroid() {}

    public Asteroid(int size, OreKind ore) {
        this.size = (byte) size;
        this.ore = ore;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(size).add(ore).add(claims);
    }
}
