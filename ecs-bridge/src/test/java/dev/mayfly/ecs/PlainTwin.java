package dev.mayfly.ecs;

import com.artemis.Component;
import com.artemis.PooledComponent;
import com.artemis.World;

/** The world as Artemis has it. */
final class PlainTwin extends Twin {

    /** Like {@link Position}. */
    public static class PlainPosition extends Component {
        public float x;
        public float y = 7f;
        public double z = -1;
    }

    /** Like {@link Velocity}, and pooled. */
    public static class PlainVelocity extends PooledComponent {
        public float x = 1f;
        public int mode = 3;

        @Override
        protected void reset() {
            x = 1f;
            mode = 3;
        }
    }

    PlainTwin(World world) {
        super(world, PlainPosition.class, PlainVelocity.class);
    }

    private PlainPosition at(int entity) {
        return (PlainPosition) positions.get(entity);
    }

    private PlainVelocity moving(int entity) {
        return (PlainVelocity) velocities.get(entity);
    }

    @Override
    void write(int entity, int value) {
        if (positions.has(entity)) {
            at(entity).x = value;
            at(entity).y = value + 1;
            at(entity).z = value + 2;
        }
        if (velocities.has(entity)) {
            moving(entity).x = value;
            moving(entity).mode = value + 1;
        }
    }

    @Override
    String position(int entity) {
        PlainPosition position = at(entity);
        return position.x + " " + position.y + " " + position.z;
    }

    @Override
    String velocity(int entity) {
        return moving(entity).x + " " + moving(entity).mode;
    }
}
