package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IteratingSystem;

import starfall.Dice;
import starfall.Session;
import starfall.component.Asteroid;
import starfall.component.Health;
import starfall.component.Hull;
import starfall.component.Loot;
import starfall.component.OreKind;
import starfall.component.Position;
import starfall.component.Side;
import starfall.component.Station;
import starfall.component.Velocity;
import starfall.factory.Quarry;

/** Removes what has no health left, and leaves what is left of it. */
public class DeathSystem extends IteratingSystem {
    private final Dice dice;
    private final Session session;

    private ComponentMapper<Health> mHealth;
    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Velocity> mVelocity;
    private ComponentMapper<Hull> mHull;
    private ComponentMapper<Loot> mLoot;
    private ComponentMapper<Asteroid> mAsteroid;
    private ComponentMapper<Station> mStation;
    private Quarry quarry;

    public DeathSystem(Dice dice, Session session) {
        super(Aspect.all(Health.class, Position.class, Hull.class));
        this.dice = dice;
        this.session = session;
    }

    @Override
    protected void process(int e) {
        if (!mHealth.get(e).isDead()) {
            return;
        }
        Position position = mPosition.get(e);
        Hull hull = mHull.get(e);
        Loot loot = mLoot.getSafe(e, null);
        if (loot != null) {
            for (int i = 0; i < loot.pieces; i++) {
                OreKind kind = loot.kinds.get(dice.below(loot.kinds.size()));
                quarry.ore(position, kind, 1 + dice.below(2));
            }
        }
        if (mAsteroid.has(e)) {
            split(mAsteroid.get(e), position, mVelocity.get(e));
        } else {
            quarry.explosion(position, hull.radius * 3f, 0f);
            quarry.sparks(position, 6);
        }
        if (hull.side == Side.GUILD) {
            session.losses++;
            session.score -= 40;
        }
        if (mStation.has(e)) {
            session.over = true;
        }
        world.delete(e);
    }

    private void split(Asteroid asteroid, Position position, Velocity velocity) {
        quarry.sparks(position, 2);
        if (asteroid.size == 1) {
            return;
        }
        float vx = velocity.x;
        float vy = velocity.y;
        for (int i = 0; i < 2; i++) {
            float dx = dice.either();
            float dy = dice.either();
            int part = quarry.asteroid(position.x + dx, position.y + dy, asteroid.size - 1);
            mVelocity.get(part).set(vx + dx, vy + dy);
        }
    }
}
