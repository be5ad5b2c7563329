package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IteratingSystem;
import com.artemis.utils.IntBag;

import starfall.Space;
import starfall.component.Burning;
import starfall.component.Engine;
import starfall.component.Explosion;
import starfall.component.Health;
import starfall.component.Hull;
import starfall.component.Impact;
import starfall.component.Position;
import starfall.component.Shield;
import starfall.component.Side;
import starfall.component.Stunned;
import starfall.rules.Damage;

/** Explosions grow, and hurt in their first moment. */
public class ExplosionSystem extends IteratingSystem {
    private final Space space;
    private final IntBag near = new IntBag();

    private ComponentMapper<Explosion> mExplosion;
    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Health> mHealth;
    private ComponentMapper<Impact> mImpact;
    private ComponentMapper<Engine> mEngine;
    private ComponentMapper<Stunned> mStunned;
    private ComponentMapper<Burning> mBurning;
    private ComponentMapper<Shield> mShield;
    private ComponentMapper<Hull> mHull;
    private GridSystem gridSystem;
    private AfterTick afterTick;

    public ExplosionSystem(Space space) {
        super(Aspect.all(Explosion.class, Position.class));
        this.space = space;
    }

    @Override
    protected void process(int e) {
        Explosion explosion = mExplosion.get(e);
        if (explosion.radius == 0f && explosion.damage > 0f) {
            blast(e, explosion, mPosition.get(e));
        }
        explosion.radius += explosion.growth * world.delta;
        if (explosion.isOver()) {
            world.delete(e);
        }
    }

    private void blast(int e, Explosion explosion, Position position) {
        gridSystem.grid().around(position, explosion.most, near);
        for (int i = 0, s = near.size(); i < s; i++) {
            int other = near.get(i);
            if (!mHealth.has(other) || mHull.get(other).side == Side.GUILD) {
                continue;
            }
            float distance2 = position.distance2(mPosition.get(other), space);
            float damage = Damage.falloff(explosion.damage, distance2, explosion.most);
            if (damage > 0f) {
                mImpact.create(other).add(damage, e);
                if (mEngine.has(other)) {
                    mStunned.create(other).set(damage * 0.05f);
                    mBurning.create(other).set(1.5f, 2f);
                }
                Shield shield = mShield.getSafe(other, null);
                if (shield != null && damage > 40f) {
                    afterTick.add(() -> shield.drain());
                }
            }
        }
    }
}
