package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.Entity;
import com.artemis.systems.EntityProcessingSystem;
import com.artemis.utils.IntBag;

import starfall.Dice;
import starfall.Space;
import starfall.component.Engine;
import starfall.component.Health;
import starfall.component.Hull;
import starfall.component.Position;
import starfall.component.Raider;
import starfall.component.Squad;
import starfall.component.Stunned;
import starfall.component.Vec2;
import starfall.component.Velocity;
import starfall.component.Weapon;
import starfall.rules.Ballistics;
import starfall.rules.Steering;

/** What raiders do. */
public class RaiderSystem extends EntityProcessingSystem {
    private static final float SIGHT = 28f;

    private final Space space;
    private final Dice dice;
    private final IntBag near = new IntBag();
    private final Vec2 aim = new Vec2();

    private ComponentMapper<Raider> mRaider;
    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Velocity> mVelocity;
    private ComponentMapper<Engine> mEngine;
    private ComponentMapper<Weapon> mWeapon;
    private ComponentMapper<Health> mHealth;
    private ComponentMapper<Hull> mHull;
    private ComponentMapper<Squad> mSquad;
    private GridSystem gridSystem;

    public RaiderSystem(Space space, Dice dice) {
        super(
                Aspect.all(Raider.class, Position.class, Engine.class, Weapon.class, Health.class)
                        .exclude(Stunned.class));
        this.space = space;
        this.dice = dice;
    }

    @Override
    protected void process(Entity e) {
        Raider raider = mRaider.get(e);
        Position position = mPosition.get(e);
        raider.nextThought -= world.delta;
        if (raider.nextThought <= 0f) {
            raider.nextThought = dice.between(0.4f, 0.8f);
            think(raider, position, mHealth.get(e));
        }
        act(raider, position, mEngine.get(e), mWeapon.get(e));
    }

    private void think(Raider raider, Position position, Health health) {
        if (health.share() < raider.nerve) {
            raider.mood = Raider.Mood.RETREAT;
            return;
        }
        if (raider.prey >= 0 && mHealth.has(raider.prey)) {
            return;
        }
        raider.prey = -1;
        float best = Float.MAX_VALUE;
        gridSystem.grid().around(position, SIGHT, near);
        for (int i = 0, s = near.size(); i < s; i++) {
            int other = near.get(i);
            Hull hull = mHull.getSafe(other, null);
            if (hull == null || !Shots.hurts(raider, hull)) {
                continue;
            }
            float distance2 = position.distance2(mPosition.get(other), space);
            if (distance2 < best) {
                best = distance2;
                raider.prey = other;
            }
        }
        raider.mood = raider.prey < 0 ? Raider.Mood.CRUISE : Raider.Mood.HUNT;
    }

    private void act(Raider raider, Position position, Engine engine, Weapon weapon) {
        Position prey = raider.prey < 0 ? null : mPosition.getSafe(raider.prey, null);
        weapon.hold();
        engine.boost = raider.mood == Raider.Mood.RETREAT;
        if (raider.mood == Raider.Mood.RETREAT) {
            if (prey != null) {
                Steering.flee(engine, position, prey, space);
            } else {
                engine.steer(-1f, 0f);
            }
            return;
        }
        if (prey == null) {
            cruise(raider, position, engine);
            return;
        }
        boolean close = position.within(weapon.range, prey, space);
        if (close) {
            Ballistics.lead(
                    position, prey, mVelocity.getSafe(raider.prey, null), weapon.ammo, space, aim);
            weapon.aim(aim.x, aim.y);
            Steering.circle(engine, position, prey, weapon.range * 0.6f, space);
            raider.mood = Raider.Mood.STRAFE;
        } else {
            Steering.seek(engine, position, prey, space);
            raider.mood = Raider.Mood.HUNT;
        }
    }

    private void cruise(Raider raider, Position position, Engine engine) {
        Squad squad = raider.squad < 0 ? null : mSquad.getSafe(raider.squad, null);
        if (squad == null) {
            engine.steer(0.3f, 0.1f);
        } else {
            Steering.seek(engine, position, squad.patrolX, squad.patrolY, space);
        }
    }
}
