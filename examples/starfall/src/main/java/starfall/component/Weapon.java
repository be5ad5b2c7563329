package starfall.component;

import com.artemis.Component;

public class Weapon extends Component implements Stateful {
    public Ammo ammo = Ammo.SLUG;
    public float interval = 1f;
    public float range = 10f;
    public float cooldown;

    /** What a brain aims at; the weapon fires when it is set and leaves it so. */
    public boolean firing;

    public float aimX, aimY;
    public short shots;

    public Weapon() {}

    public Weapon(Ammo ammo, float interval, float range) {
        this.ammo = ammo;
        this.interval = interval;
        this.range = range;
    }

    public Weapon aim(float x, float y) {
        aimX = x;
        aimY = y;
        firing = true;
        return this;
    }

    public Weapon hold() {
        firing = false;
        return this;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(ammo).add(interval).add(range).add(cooldown).add(firing);
        digest.add(aimX).add(aimY).add(shots);
    }
}
