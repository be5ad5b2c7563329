package dev.mayfly.benchmarks.ecs;

import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;

/** Ashley. */
public class AshleySimpleIterWorld extends SimpleIterWorld {

    private static final class MovementSystem extends IteratingSystem {
        private final ComponentMapper<Position> positions = ComponentMapper.getFor(Position.class);
        private final ComponentMapper<Velocity> velocities = ComponentMapper.getFor(Velocity.class);

        MovementSystem() {
            super(Family.all(Position.class, Velocity.class).get());
        }

        @Override
        protected void processEntity(Entity entity, float delta) {
            move(positions.get(entity), velocities.get(entity));
        }
    }

    private final Engine world = new Engine();

    @Override
    public void populate() {
        world.addSystem(new MovementSystem());
        for (int i = 0; i < ENTITIES; i++) {
            Entity entity = world.createEntity();
            entity.add(new Transform());
            entity.add(unitX(new Position()));
            entity.add(unitX(new Rotation()));
            entity.add(unitX(new Velocity()));
            world.addEntity(entity);
        }
    }

    @Override
    public void tick() {
        world.update(1f);
    }

    @Override
    double sum() {
        double sum = 0d;
        for (Entity entity : world.getEntities()) {
            sum += sum(entity.getComponent(Position.class));
        }
        return sum;
    }

    @Override
    public void close() {
        world.removeAllEntities();
    }
}
