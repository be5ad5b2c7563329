package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IteratingSystem;

import starfall.component.Ammo;
import starfall.component.Fighter;
import starfall.component.Hull;
import starfall.component.Position;
import starfall.component.Raider;
import starfall.component.Stunned;
import starfall.component.Turret;
import starfall.component.Weapon;
import starfall.factory.Quarry;

/** Fires. */
public class WeaponSystem extends IteratingSystem {
    private ComponentMapper<Weapon> mWeapon;
    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Hull> mHull;
    private ComponentMapper<Turret> mTurret;
    private ComponentMapper<Raider> mRaider;
    private ComponentMapper<Fighter> mFighter;
    private Quarry quarry;

    public WeaponSystem() {
        super(Aspect.all(Weapon.class, Position.class, Hull.class).exclude(Stunned.class));
    }

    @Override
    protected void process(int e) {
        Weapon weapon = mWeapon.get(e);
        if (weapon.cooldown > 0f) {
            weapon.cooldown -= world.delta;
        }
        if (!weapon.firing || weapon.cooldown > 0f) {
            return;
        }
        weapon.cooldown += weapon.interval;
        weapon.shots++;
        int shot =
                quarry.shot(
                        mPosition.get(e),
                        weapon.aimX,
                        weapon.aimY,
                        weapon.ammo,
                        mHull.get(e).side,
                        e);
        if (weapon.ammo == Ammo.MISSILE) {
            quarry.aim(shot, target(e));
        }
    }

    private int target(int e) {
        if (mTurret.has(e)) {
            return mTurret.get(e).target;
        }
        return mRaider.has(e) ? mRaider.get(e).prey : mFighter.has(e) ? mFighter.get(e).foe : -1;
    }
}
