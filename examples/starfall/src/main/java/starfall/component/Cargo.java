package starfall.component;

import com.artemis.Component;

public class Cargo extends Component implements Stateful {
    public int iron, ice, gold;
    public int room;

    public Cargo() {}

    public Cargo(int room) {
        this.room = room;
    }

    public int load() {
        return iron + ice + gold;
    }

    public boolean isFull() {
        return load() >= room;
    }

    /** Takes as much as there is room for, and says how much that is. */
    public int take(OreKind kind, int amount) {
        int taken = Math.min(amount, room - load());
        switch (kind) {
            case IRON -> iron += taken;
            case ICE -> ice += taken;
            case GOLD -> gold += taken;
        }
        return taken;
    }

    /** Gives all to another hold, as far as that has room. */
    public int unloadInto(Cargo other) {
        int moved = other.take(OreKind.IRON, iron);
        iron -= moved;
        int ices = other.take(OreKind.ICE, ice);
        ice -= ices;
        int golds = other.take(OreKind.GOLD, gold);
        gold -= golds;
        return moved + ices + golds;
    }

    public long worth() {
        return (long) iron * OreKind.IRON.price
                + (long) ice * OreKind.ICE.price
                + (long) gold * OreKind.GOLD.price;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(iron).add(ice).add(gold).add(room);
    }
}
