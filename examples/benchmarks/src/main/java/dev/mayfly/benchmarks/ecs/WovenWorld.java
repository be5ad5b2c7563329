package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.ecs.Columns;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Artemis-odb with Mayfly: the code of {@link ArtemisPojoWorld}, woven. */
public class WovenWorld extends MovingWorld {

    /** In world units. */
    @Columns
    public static final class Position extends Component {
        float x;
        float y;
    }

    /** In world units a second. */
    @Columns
    public static final class Velocity extends Component {
        float x;
        float y;
    }

    @All({Position.class, Velocity.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class MovementSystem extends IteratingSystem {
        private ComponentMapper<Position> positions;
        private ComponentMapper<Velocity> velocities;

        @Override
        protected void process(int entity) {
            Position position = positions.get(entity);
            Velocity velocity = velocities.get(entity);
            position.x += velocity.x * world.delta;
            position.y += velocity.y * world.delta;
        }
    }

    private final MayflyBase base = new MayflyBase(new MovementSystem());
    private final Archetype mover =
            MayflyBase.archetype(base.world, Position.class, Velocity.class);
    private final ComponentMapper<Position> positions = base.world.getMapper(Position.class);
    private final ComponentMapper<Velocity> velocities = base.world.getMapper(Velocity.class);

    @Override
    void add(Point position, Point velocity) {
        int entity = base.world.create(mover);
        Position to = positions.get(entity);
        to.x = position.x();
        to.y = position.y();
        Velocity at = velocities.get(entity);
        at.x = velocity.x();
        at.y = velocity.y();
    }

    @Override
    public void tick() {
        base.world.setDelta(delta);
        base.world.process();
    }

    @Override
    Stream<Point> positions() {
        return IntStream.range(0, entities)
                .mapToObj(positions::get)
                .map(position -> new Point(position.x, position.y));
    }

    @Override
    public void close() {
        base.close();
    }
}
