package dev.mayfly.ecs;

import com.artemis.World;

/** The world with Mayfly. */
final class SoaTwin extends Twin {

    private final Position position;
    private final Velocity velocity;

    SoaTwin(World world) {
        super(world, Position.class, Velocity.class);
        position = ((SoaMapper<Position>) world.getMapper(Position.class)).store();
        velocity = ((SoaMapper<Velocity>) world.getMapper(Velocity.class)).store();
    }

    @Override
    void write(int entity, int value) {
        if (positions.has(entity)) {
            position.x.set(entity, value);
            position.y.set(entity, value + 1);
            position.z().set(entity, value + 2);
        }
        if (velocities.has(entity)) {
            velocity.x.set(entity, value);
            velocity.mode.set(entity, value + 1);
        }
    }

    @Override
    String position(int entity) {
        return position.x.get(entity)
                + " "
                + position.y.get(entity)
                + " "
                + position.z().get(entity);
    }

    @Override
    String velocity(int entity) {
        return velocity.x.get(entity) + " " + velocity.mode.get(entity);
    }
}
