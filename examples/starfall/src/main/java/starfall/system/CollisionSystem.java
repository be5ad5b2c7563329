package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IteratingSystem;
import com.artemis.utils.IntBag;

import starfall.Space;
import starfall.component.Ammo;
import starfall.component.Bullet;
import starfall.component.Hull;
import starfall.component.Impact;
import starfall.component.Position;
import starfall.factory.Quarry;

/** Bullets hit. */
public class CollisionSystem extends IteratingSystem {
    private final Space space;
    private final IntBag near = new IntBag();

    private ComponentMapper<Bullet> mBullet;
    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Hull> mHull;
    private ComponentMapper<Impact> mImpact;
    private GridSystem gridSystem;
    private Quarry quarry;

    public CollisionSystem(Space space) {
        super(Aspect.all(Bullet.class, Position.class));
        this.space = space;
    }

    @Override
    protected void process(int e) {
        Bullet bullet = mBullet.get(e);
        Position position = mPosition.get(e);
        gridSystem.grid().around(position, 1f, near);
        for (int i = 0, s = near.size(); i < s; i++) {
            int other = near.get(i);
            Hull hull = mHull.getSafe(other, null);
            if (hull != null
                    && other != bullet.shooter
                    && Shots.hurts(bullet, hull)
                    && position.within(hull.radius, mPosition.get(other), space)) {
                Impact impact = mImpact.create(other).add(bullet.ammo.damage, bullet.shooter);
                impact.fire |= bullet.ammo == Ammo.PLASMA;
                if (bullet.ammo == Ammo.MISSILE) {
                    quarry.explosion(position, 3.5f, 12f);
                }
                if (bullet.pierces-- <= 0) {
                    world.delete(e);
                    return;
                }
            }
        }
    }
}
