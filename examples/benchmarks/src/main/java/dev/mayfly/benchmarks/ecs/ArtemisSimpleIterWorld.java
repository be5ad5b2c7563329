package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

/** Artemis-odb alone, pooled components. */
public class ArtemisSimpleIterWorld extends SimpleIterWorld {

    @All({Position.class, Velocity.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class MovementSystem extends IteratingSystem {
        private ComponentMapper<Position> positions;
        private ComponentMapper<Velocity> velocities;

        @Override
        protected void process(int entity) {
            move(positions.get(entity), velocities.get(entity));
        }
    }

    private final World world =
            new World(new WorldConfigurationBuilder().with(new MovementSystem()).build());

    @Override
    public void populate() {
        Archetype mover =
                MayflyBase.archetype(
                        world, Transform.class, Position.class, Rotation.class, Velocity.class);
        for (int i = 0; i < ENTITIES; i++) {
            int entity = world.create(mover);
            unitX(world.getMapper(Position.class).get(entity));
            unitX(world.getMapper(Velocity.class).get(entity));
        }
    }

    @Override
    public void tick() {
        world.process();
    }

    @Override
    double sum() {
        double sum = 0d;
        for (int e = 0; e < ENTITIES; e++) {
            sum += sum(world.getMapper(Position.class).get(e));
        }
        return sum;
    }

    @Override
    public void close() {
        world.dispose();
    }
}
