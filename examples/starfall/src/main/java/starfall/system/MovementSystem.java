package starfall.system;

import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import starfall.component.Position;
import starfall.component.Velocity;

@All({Position.class, Velocity.class})
public class MovementSystem extends IteratingSystem {
    private ComponentMapper<Position> mPosition;
    private ComponentMapper<Velocity> mVelocity;

    @Override
    protected void process(int e) {
        Position position = mPosition.get(e);
        Velocity velocity = mVelocity.get(e);
        position.x += velocity.x * world.delta;
        position.y += velocity.y * world.delta;
    }
}
