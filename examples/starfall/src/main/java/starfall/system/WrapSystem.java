package starfall.system;

import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import starfall.Space;
import starfall.component.Position;
import starfall.component.Velocity;

/** Who flies out comes in on the other side. */
@All({Position.class, Velocity.class})
public class WrapSystem extends IteratingSystem {
    private final Space space;
    private ComponentMapper<Position> mPosition;

    public WrapSystem(Space space) {
        this.space = space;
    }

    @Override
    protected void process(int e) {
        Position position = mPosition.get(e);
        position.x = space.wrapX(position.x);
        position.y = space.wrapY(position.y);
    }
}
