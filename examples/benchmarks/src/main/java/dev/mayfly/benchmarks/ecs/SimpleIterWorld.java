package dev.mayfly.benchmarks.ecs;

import com.artemis.PooledComponent;
import com.badlogic.ashley.core.Component;

import java.util.Arrays;

/** Entities that are moved by their velocities. */
public abstract class SimpleIterWorld extends PublishedWorld {

    static final int ENTITIES = 10_000;

    /** Three numbers as an object. */
    abstract static class Vector extends PooledComponent implements Component {
        float x;
        float y;
        float z;

        @Override
        protected void reset() {
            x = 0f;
            y = 0f;
            z = 0f;
        }
    }

    /** Where an entity is. */
    public static final class Position extends Vector {}

    /** What is added in each tick. */
    public static final class Velocity extends Vector {}

    /** Looked at by nobody. */
    public static final class Rotation extends Vector {}

    /** A matrix that nobody looks at. */
    public static final class Transform extends PooledComponent implements Component {
        final float[] matrix = new float[16];

        @Override
        protected void reset() {
            Arrays.fill(matrix, 0f);
        }
    }

    static <V extends Vector> V unitX(V vector) {
        vector.x = 1f;
        return vector;
    }

    static void move(Vector position, Vector velocity) {
        position.x += velocity.x;
        position.y += velocity.y;
        position.z += velocity.z;
    }

    static double sum(Vector position) {
        return position.x + 2d * position.y + 4d * position.z;
    }
}
