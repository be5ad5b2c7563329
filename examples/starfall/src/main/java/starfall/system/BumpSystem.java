package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IteratingSystem;
import com.artemis.utils.IntBag;

import starfall.Space;
import starfall.component.Asteroid;
import starfall.component.Hull;
import starfall.component.Position;
import starfall.component.Velocity;

/** Rocks bounce off each other and push ships away. */
public class BumpSystem extends IteratingSystem {
    private final Space space;
    private final IntBag near = new IntBag();

    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Velocity> mVelocity;
    private ComponentMapper<Hull> mHull;
    private GridSystem gridSystem;

    public BumpSystem(Space space) {
        super(Aspect.all(Asteroid.class, Position.class, Velocity.class, Hull.class));
        this.space = space;
    }

    @Override
    protected void process(int e) {
        Position position = mPosition.get(e);
        Velocity velocity = mVelocity.get(e);
        Hull hull = mHull.get(e);
        gridSystem.grid().around(position, hull.radius, near);
        for (int i = 0, s = near.size(); i < s; i++) {
            int other = near.get(i);
            if (other == e || !mVelocity.has(other)) {
                continue;
            }
            Hull with = mHull.get(other);
            Position at = mPosition.get(other);
            float touch = hull.radius + with.radius;
            float distance2 = position.distance2(at, space);
            if (distance2 >= touch * touch || distance2 == 0f) {
                continue;
            }
            float push = (touch - (float) Math.sqrt(distance2)) * 0.5f / touch;
            float dx = space.dx(position.x, at.x) * push;
            float dy = space.dy(position.y, at.y) * push;
            velocity.x -= dx;
            velocity.y -= dy;
            Velocity pushed = mVelocity.get(other);
            pushed.set(pushed.x + dx, pushed.y + dy);
            hull.bumped = with.bumped = true;
        }
        if (hull.bumped) {
            velocity.limit(5f);
        }
    }
}
