package starfall.system;

import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import starfall.Space;
import starfall.component.Ammo;
import starfall.component.Homing;
import starfall.component.Position;
import starfall.component.Velocity;

/** Missiles follow. */
@All({Homing.class, Position.class, Velocity.class})
public class HomingSystem extends IteratingSystem {
    private final Space space;
    private ComponentMapper<Homing> mHoming;
    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Velocity> mVelocity;

    public HomingSystem(Space space) {
        this.space = space;
    }

    @Override
    protected void process(int e) {
        Homing homing = mHoming.get(e);
        if (homing.target < 0 || !mPosition.has(homing.target)) {
            homing.target = -1;
            return;
        }
        Position position = mPosition.get(e);
        Position at = mPosition.get(homing.target);
        Velocity velocity = mVelocity.get(e);
        float dx = space.dx(position.x, at.x);
        float dy = space.dy(position.y, at.y);
        float by = homing.turn * world.delta / ((float) Math.sqrt(dx * dx + dy * dy) + 0.1f);
        velocity.x += dx * by;
        velocity.y += dy * by;
        velocity.limit(Ammo.MISSILE.speed);
    }
}
