package starfall.system;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.systems.IteratingSystem;
import com.artemis.utils.IntBag;

import starfall.Space;
import starfall.component.Magnet;
import starfall.component.Position;
import starfall.component.Velocity;

/** Ships pull at ore. */
public class MagnetSystem extends IteratingSystem {
    private final Space space;
    private final IntBag near = new IntBag();

    private ComponentMapper<Magnet> mMagnet;
    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Velocity> mVelocity;
    private GridSystem gridSystem;

    public MagnetSystem(Space space) {
        super(Aspect.all(Magnet.class, Position.class));
        this.space = space;
    }

    @Override
    protected void process(int e) {
        Magnet magnet = mMagnet.get(e);
        Position position = mPosition.get(e);
        gridSystem.ores().around(position, magnet.reach, near);
        for (int i = 0, s = near.size(); i < s; i++) {
            int ore = near.get(i);
            Position at = mPosition.get(ore);
            if (position.within(magnet.reach, at, space)) {
                float by = magnet.pull * world.delta / magnet.reach;
                Velocity velocity = mVelocity.get(ore);
                velocity.x += space.dx(at.x, position.x) * by;
                velocity.y += space.dy(at.y, position.y) * by;
                velocity.limit(8f);
            }
        }
    }
}
