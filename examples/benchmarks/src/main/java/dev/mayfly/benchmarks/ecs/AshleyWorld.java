package dev.mayfly.benchmarks.ecs;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Ashley, the entity-component system of libGDX. */
public class AshleyWorld extends MovingWorld {

    private static final class Position implements Component {
        float x;
        float y;

        Position(Point start) {
            x = start.x();
            y = start.y();
        }
    }

    private static final class Velocity implements Component {
        final float x;
        final float y;

        Velocity(Point start) {
            x = start.x();
            y = start.y();
        }
    }

    private static final class MovementSystem extends IteratingSystem {
        private final ComponentMapper<Position> positions = ComponentMapper.getFor(Position.class);
        private final ComponentMapper<Velocity> velocities = ComponentMapper.getFor(Velocity.class);

        MovementSystem() {
            super(Family.all(Position.class, Velocity.class).get());
        }

        @Override
        protected void processEntity(Entity entity, float delta) {
            Position position = positions.get(entity);
            Velocity velocity = velocities.get(entity);
            position.x += velocity.x * delta;
            position.y += velocity.y * delta;
        }
    }

    private final Engine world = new Engine();

    public AshleyWorld() {
        world.addSystem(new MovementSystem());
    }

    @Override
    void add(Point position, Point velocity) {
        Entity entity = world.createEntity();
        entity.add(new Position(position));
        entity.add(new Velocity(velocity));
        world.addEntity(entity);
    }

    @Override
    public void tick() {
        world.update(delta);
    }

    @Override
    Stream<Point> positions() {
        return StreamSupport.stream(world.getEntities().spliterator(), false)
                .map(entity -> entity.getComponent(Position.class))
                .map(position -> new Point(position.x, position.y));
    }

    @Override
    public void close() {
        world.removeAllEntities();
    }
}
