package starfall.component;

import com.artemis.Component;

public class Shield extends Component implements Stateful {
    private static final float CALM = 2f;

    private float charge;
    private float capacity;
    private float perSecond;
    private float sinceHit = CALM;

    public Shield() {}

    public Shield(float capacity, float perSecond) {
        this.charge = capacity;
        this.capacity = capacity;
        this.perSecond = perSecond;
    }

    /** Takes damage and gives back what came through. */
    public float absorb(float damage) {
        sinceHit = 0f;
        float held = Math.min(charge, damage);
        charge -= held;
        return damage - held;
    }

    public void recharge(float seconds) {
        if ((sinceHit += seconds) >= CALM && charge < capacity) {
            charge = Math.min(capacity, charge + perSecond * seconds);
        }
    }

    public float getCharge() {
        return charge;
    }

    public Shield drain() {
        charge = sinceHit = 0f;
        return this;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(charge).add(capacity).add(perSecond).add(sinceHit);
    }
}
