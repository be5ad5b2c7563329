package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.Entity;
import com.artemis.systems.EntityProcessingSystem;
import com.artemis.utils.IntBag;

import starfall.Space;
import starfall.component.Health;
import starfall.component.Hull;
import starfall.component.Position;
import starfall.component.Sensor;
import starfall.component.Turret;
import starfall.component.Vec2;
import starfall.component.Velocity;
import starfall.component.Weapon;
import starfall.rules.Ballistics;
import starfall.rules.Threats;

/** Turns guns to the worst of their foes. */
public class TurretSystem extends EntityProcessingSystem {
    private static final float TURN = 6f;

    private final Space space;
    private final IntBag near = new IntBag();
    private final Threats threats = new Threats();
    private final Vec2 wanted = new Vec2();

    private ComponentMapper<Turret> mTurret;
    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Velocity> mVelocity;
    private ComponentMapper<Weapon> mWeapon;
    private ComponentMapper<Sensor> mSensor;
    private ComponentMapper<Health> mHealth;
    private ComponentMapper<Hull> mHull;
    private GridSystem gridSystem;

    public TurretSystem(Space space) {
        super(Aspect.all(Turret.class, Position.class, Weapon.class, Hull.class, Sensor.class));
        this.space = space;
    }

    @Override
    protected void process(Entity e) {
        Turret turret = mTurret.get(e);
        Weapon weapon = mWeapon.get(e);
        Position position = mPosition.get(e);
        weapon.hold();
        turret.heat = Math.max(0f, turret.heat - world.delta * 0.5f);
        turret.jammed = turret.jammed ? turret.heat > 0.2f : turret.heat > 3f;
        if (turret.jammed) {
            return;
        }
        if (mSensor.get(e).latest() > 0) {
            turret.target = choose(position, mHull.get(e), weapon.range);
        }
        Position at = turret.target < 0 ? null : mPosition.getSafe(turret.target, null);
        if (at == null || !position.within(weapon.range, at, space)) {
            turret.target = -1;
            return;
        }
        Velocity moving = mVelocity.getSafe(turret.target, null);
        Ballistics.lead(position, at, moving, weapon.ammo, space, wanted);
        if (turn(turret.bearing, wanted, world.delta * TURN)) {
            weapon.aim(turret.bearing.x, turret.bearing.y);
            turret.heat += world.delta * 0.75f;
        }
    }

    @SuppressWarnings("ReferenceEquality") // itself
    private int choose(Position position, Hull own, float range) {
        threats.clear();
        gridSystem.grid().around(position, range, near);
        for (int i = 0, s = near.size(); i < s; i++) {
            int other = near.get(i);
            Hull hull = mHull.getSafe(other, null);
            if (hull != null && hull != own && own.side.fights(hull.side)) {
                threats.add(other, mPosition.get(other), mHealth.get(other));
            }
        }
        Threats.Threat best = threats.best(position, space);
        return best == null ? -1 : best.entity;
    }

    /** Turns a direction towards another, and says whether it is there. */
    private static boolean turn(Vec2 bearing, Vec2 wanted, float by) {
        float dx = wanted.x - bearing.x;
        float dy = wanted.y - bearing.y;
        float length = (float) Math.sqrt(dx * dx + dy * dy);
        if (length <= by) {
            bearing.set(wanted.x, wanted.y);
            return true;
        }
        float x = bearing.x + dx / length * by;
        float y = bearing.y + dy / length * by;
        float norm = (float) Math.sqrt(x * x + y * y) + 1e-6f;
        bearing.set(x / norm, y / norm);
        return length < 0.3f;
    }
}
