package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Artemis-odb alone, with plain components. */
public class ArtemisPojoWorld extends MovingWorld {

    /** In world units. */
    public static final class Position extends Component {
        float x;
        float y;
    }

    /** In world units a second. */
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

    private final World world =
            new World(new WorldConfigurationBuilder().with(new MovementSystem()).build());
    private final Archetype mover =
            new ArchetypeBuilder().add(Position.class).add(Velocity.class).build(world);
    private final ComponentMapper<Position> positions = world.getMapper(Position.class);
    private final ComponentMapper<Velocity> velocities = world.getMapper(Velocity.class);

    @Override
    void add(Point position, Point velocity) {
        int entity = world.create(mover);
        Position to = positions.get(entity);
        to.x = position.x();
        to.y = position.y();
        Velocity at = velocities.get(entity);
        at.x = velocity.x();
        at.y = velocity.y();
    }

    @Override
    public void tick() {
        world.setDelta(delta);
        world.process();
    }

    @Override
    Stream<Point> positions() {
        return IntStream.range(0, entities)
                .mapToObj(positions::get)
                .map(position -> new Point(position.x, position.y));
    }

    @Override
    public void close() {
        world.dispose();
    }
}
