package systems;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.Entity;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.annotations.One;
import com.artemis.systems.DelayedIteratingSystem;
import com.artemis.systems.EntityProcessingSystem;
import com.artemis.systems.IntervalIteratingSystem;
import com.artemis.systems.IteratingSystem;

import dev.mayfly.ecs.Columns;
import dev.mayfly.ecs.MayflyPlugin;

import java.util.ArrayList;
import java.util.List;

/** Systems of every kind; each world tells what happened in it. */
public class Systems {

    @Columns
    public static class Place extends Component {
        public float x;
        public int visits;
    }

    @Columns
    public static class Speed extends Component {
        public float x = 1;

        public Speed() {}

        public Speed(float x) {
            this.x = x;
        }
    }

    /** Not woven. */
    public static class Mark extends Component {
        public int seen;
    }

    /** What happened. */
    static final List<String> LOG = new ArrayList<>();

    @All({Place.class, Speed.class})
    public static class Move extends IteratingSystem {
        protected ComponentMapper<Place> places;
        protected ComponentMapper<Speed> speeds;

        @Override
        protected void begin() {
            LOG.add("begin " + subscription.getEntities().size());
        }

        @Override
        protected void end() {
            LOG.add("end");
        }

        @Override
        protected void process(int e) {
            Place place = places.get(e);
            place.x += speeds.get(e).x * world.delta;
            place.visits++;
        }
    }

    /** Processes in a way of its own, and asks its parent too. */
    @All({Place.class, Speed.class})
    public static class MoveTwice extends Move {
        @Override
        protected void process(int e) {
            super.process(e);
            places.get(e).x += 100;
        }
    }

    /** Inherits all. */
    @All({Place.class, Speed.class})
    public static class MoveAgain extends Move {}

    @All({Place.class, Speed.class})
    public static class ByEntity extends EntityProcessingSystem {
        private ComponentMapper<Place> places;
        private ComponentMapper<Speed> speeds;

        @Override
        protected void process(Entity e) {
            Place place = places.get(e);
            place.x -= speeds.get(e).x * e.getId();
            if (speeds.has(e)) {
                place.visits += 10;
            }
        }
    }

    @All(Place.class)
    public static class WithEntity extends EntityProcessingSystem {
        private ComponentMapper<Place> places;

        @Override
        protected void process(Entity e) {
            places.get(e).x += e.getId();
            LOG.add(e + " " + e.isActive());
        }
    }

    /** The aspect does not ask for all that it reads. */
    @One({Place.class, Speed.class})
    public static class Optional extends IteratingSystem {
        private ComponentMapper<Place> places;
        private ComponentMapper<Speed> speeds;

        @Override
        protected void process(int e) {
            Place place = places.get(e);
            Speed speed = speeds.get(e);
            if (place != null && speed != null) {
                place.x += speed.x;
            } else if (place != null) {
                place.visits += 1000;
            } else {
                speed.x++;
            }
        }
    }

    /** The aspect is given by code. */
    public static class ByBuilder extends IteratingSystem {
        private ComponentMapper<Place> places;

        public ByBuilder(Aspect.Builder aspect) {
            super(aspect);
        }

        @Override
        protected void process(int e) {
            Place place = places.get(e);
            LOG.add(e + " " + (place == null ? "none" : place.visits));
        }
    }

    /** Takes components away from entities before and behind, also its own, and reads on. */
    @All({Place.class, Speed.class})
    public static class Taking extends IteratingSystem {
        private ComponentMapper<Place> places;
        private ComponentMapper<Speed> speeds;
        private ComponentMapper<Mark> marks;

        @Override
        protected void process(int e) {
            Speed speed = speeds.get(e);
            Place place = places.get(e);
            LOG.add(e + " " + (speed == null) + " " + (place == null));
            if (e == 70) {
                speeds.remove(71);
                speeds.remove(69);
                world.delete(72);
            }
            if (e == 80 && speed != null) {
                speeds.remove(e);
                Speed again = speeds.get(e);
                LOG.add("own " + (again == null));
            }
            if (e == 82) {
                speeds.remove(83);
                speeds.create(83).x = 50;
            }
            if (speed != null && place != null) {
                place.x += speed.x;
            }
            marks.create(e).seen++;
        }
    }

    @All({Place.class, Speed.class})
    public static class Failing extends Move {
        private boolean failed;

        @Override
        protected void process(int e) {
            places.get(e).x++;
            if (e == 75 && !failed) {
                failed = true;
                throw new IllegalStateException("at " + e);
            }
        }
    }

    @All({Place.class, Speed.class})
    public static class Rare extends IntervalIteratingSystem {
        private ComponentMapper<Place> places;

        public Rare() {
            super(Aspect.all(Place.class), 0.25f);
        }

        @Override
        protected void process(int e) {
            places.get(e).x += getIntervalDelta();
        }
    }

    @All(Place.class)
    public static class Delayed extends DelayedIteratingSystem {
        private ComponentMapper<Place> places;

        @Override
        protected float getRemainingDelay(int e) {
            return 0.2f * places.get(e).visits + 0.1f;
        }

        @Override
        protected void processDelta(int e, float by) {
            places.get(e).x -= by;
        }

        @Override
        protected void processExpired(int e) {
            places.get(e).visits += 1;
            LOG.add("expired " + e);
            offerDelay(0.3f);
        }
    }

    @All(Place.class)
    public static class Sometimes extends Move {
        private int turn;

        @Override
        protected boolean checkProcessing() {
            return turn++ % 2 == 0;
        }

        @Override
        protected void process(int e) {
            int last = e;
            e += 0;
            places.get(e).visits += last;
        }

        @Override
        protected void dispose() {
            LOG.add("disposed");
        }
    }

    private Systems() {}

    private static List<String> run(BaseSystem... systems) {
        LOG.clear();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin())
                                .with(systems)
                                .build());
        world.setDelta(0.1f);
        ComponentMapper<Place> places = world.getMapper(Place.class);
        ComponentMapper<Speed> speeds = world.getMapper(Speed.class);
        for (int i = 0; i < 300; i++) {
            int e = world.create();
            if (i < 200 || i % 3 == 0) {
                places.create(e).x = i;
            }
            if (i < 150 || i % 2 == 0) {
                world.edit(e).add(new Speed(i * 0.5f));
            }
        }
        for (int tick = 0; tick < 6; tick++) {
            try {
                world.process();
            } catch (RuntimeException e) {
                LOG.add(String.valueOf(e.getMessage()));
            }
        }
        for (int e = 0; e < 300; e++) {
            if (world.getEntityManager().isActive(e)) {
                Place place = places.get(e);
                Speed speed = speeds.get(e);
                LOG.add(
                        e
                                + (place == null ? "" : " " + place.x + " " + place.visits)
                                + (speed == null ? "" : " " + speed.x));
            }
        }
        world.dispose();
        return List.copyOf(LOG);
    }

    public static List<String> move() {
        return run(new Move());
    }

    public static List<String> moveTwice() {
        return run(new MoveTwice(), new MoveAgain());
    }

    public static List<String> byEntity() {
        return run(new ByEntity(), new WithEntity());
    }

    public static List<String> optional() {
        return run(new Optional());
    }

    public static List<String> byBuilder() {
        return run(new ByBuilder(Aspect.all(Place.class)));
    }

    public static List<String> byOtherBuilder() {
        return run(new ByBuilder(Aspect.one(Place.class, Speed.class)));
    }

    public static List<String> taking() {
        return run(new Taking(), new Move());
    }

    public static List<String> failing() {
        return run(new Failing());
    }

    public static List<String> rare() {
        return run(new Rare(), new Delayed());
    }

    public static List<String> sometimes() {
        return run(new Sometimes());
    }
}
