package starfall.system;

import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.annotations.Exclude;
import com.artemis.systems.IteratingSystem;
import com.artemis.utils.IntBag;

import starfall.Dice;
import starfall.Session;
import starfall.Space;
import starfall.component.Engine;
import starfall.component.Fighter;
import starfall.component.Position;
import starfall.component.Raider;
import starfall.component.Squad;
import starfall.component.Stunned;
import starfall.component.Vec2;
import starfall.component.Velocity;
import starfall.component.Weapon;
import starfall.rules.Ballistics;
import starfall.rules.Formation;
import starfall.rules.Steering;

/** What fighters do: fly in formation, chase what comes near, go where the player calls them. */
@All({Fighter.class, Position.class, Engine.class, Weapon.class})
@Exclude(Stunned.class)
public class FighterSystem extends IteratingSystem {
    private static final float SIGHT = 36f;

    private final Space space;
    private final Dice dice;
    private final Session session;
    private final IntBag near = new IntBag();
    private final Vec2 aim = new Vec2();

    private ComponentMapper<Fighter> mFighter;
    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Velocity> mVelocity;
    private ComponentMapper<Engine> mEngine;
    private ComponentMapper<Weapon> mWeapon;
    private ComponentMapper<Raider> mRaider;
    private ComponentMapper<Squad> mSquad;
    private GridSystem gridSystem;

    public FighterSystem(Space space, Dice dice, Session session) {
        this.space = space;
        this.dice = dice;
        this.session = session;
    }

    @Override
    protected void process(int e) {
        Fighter fighter = mFighter.get(e);
        Position position = mPosition.get(e);
        Engine engine = mEngine.get(e);
        Weapon weapon = mWeapon.get(e);
        engine.boost = session.overdrive > 0f;
        fighter.nextLook -= world.delta;
        if (fighter.nextLook <= 0f) {
            fighter.nextLook = dice.between(0.2f, 0.4f);
            fighter.foe = look(position);
        }
        Position foe = fighter.foe < 0 ? null : mPosition.getSafe(fighter.foe, null);
        weapon.hold();
        if (foe != null) {
            if (position.within(weapon.range, foe, space)) {
                Velocity moving = mVelocity.get(fighter.foe);
                Ballistics.lead(position, foe, moving, weapon.ammo, space, aim);
                weapon.aim(aim.x, aim.y);
                Steering.circle(engine, position, foe, 8f, space);
            } else {
                Steering.seek(engine, position, foe, space);
            }
        } else if (fighter.rally != null) {
            Steering.seek(engine, position, fighter.rally.x, fighter.rally.y, space);
        } else {
            form(e, fighter, position, engine);
        }
    }

    private int look(Position position) {
        int best = -1;
        float nearest = SIGHT * SIGHT;
        gridSystem.grid().around(position, SIGHT, near);
        int[] ids = near.getData();
        for (int i = 0, s = near.size(); i < s; i++) {
            if (mRaider.has(ids[i])) {
                float distance2 = position.distance2(mPosition.get(ids[i]), space);
                if (distance2 < nearest) {
                    nearest = distance2;
                    best = ids[i];
                }
            }
        }
        return best;
    }

    private void form(int e, Fighter fighter, Position position, Engine engine) {
        Squad squad = fighter.squad < 0 ? null : mSquad.getSafe(fighter.squad, null);
        if (squad == null) {
            engine.idle();
        } else if (squad.leader == e || squad.leader < 0 || !mPosition.has(squad.leader)) {
            Steering.seek(engine, position, squad.patrolX, squad.patrolY, space);
        } else {
            Vec2 slot = Formation.slot(mPosition.get(squad.leader), fighter.slot, aim);
            Steering.seek(engine, position, slot.x, slot.y, space);
        }
    }
}
