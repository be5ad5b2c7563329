package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.ecs.Columns;

/** Artemis-odb with Mayfly: plain components, woven. */
public class WovenSimpleIterWorld extends SimpleIterWorld {

    /** Where an entity is. */
    @Columns
    public static final class Place extends Component {
        float x;
        float y;
        float z;
    }

    /** What is added in each tick. */
    @Columns
    public static final class Speed extends Component {
        float x;
        float y;
        float z;
    }

    /** Looked at by nobody. */
    @Columns
    public static final class Turn extends Component {
        float x;
        float y;
        float z;
    }

    /** A matrix that nobody looks at. */
    @Columns
    public static final class Matrix extends Component {
        final float[] values = new float[16];
    }

    @All({Place.class, Speed.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class MovementSystem extends IteratingSystem {
        private ComponentMapper<Place> places;
        private ComponentMapper<Speed> speeds;

        @Override
        protected void process(int entity) {
            Place place = places.get(entity);
            Speed speed = speeds.get(entity);
            place.x += speed.x;
            place.y += speed.y;
            place.z += speed.z;
        }
    }

    private final MayflyBase base = new MayflyBase(new MovementSystem());

    @Override
    public void populate() {
        Archetype mover =
                MayflyBase.archetype(
                        base.world, Matrix.class, Place.class, Turn.class, Speed.class);
        ComponentMapper<Place> places = base.world.getMapper(Place.class);
        ComponentMapper<Speed> speeds = base.world.getMapper(Speed.class);
        for (int i = 0; i < ENTITIES; i++) {
            int entity = base.world.create(mover);
            places.get(entity).x = 1f;
            speeds.get(entity).x = 1f;
        }
    }

    @Override
    public void tick() {
        base.world.process();
    }

    @Override
    double sum() {
        ComponentMapper<Place> places = base.world.getMapper(Place.class);
        double sum = 0d;
        for (int e = 0; e < ENTITIES; e++) {
            Place place = places.get(e);
            sum += place.x + 2d * place.y + 4d * place.z;
        }
        return sum;
    }

    @Override
    public void close() {
        base.close();
    }
}
