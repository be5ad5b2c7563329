package dev.mayfly.ecs.snapshot;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.ecs.EntityHandles;
import dev.mayfly.ecs.EventReader;
import dev.mayfly.ecs.FrameEvents;
import dev.mayfly.ecs.FrameMapper;
import dev.mayfly.ecs.Hit;
import dev.mayfly.ecs.Lifetime;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.Poolable;
import dev.mayfly.ecs.Position;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.SoaMapper;
import dev.mayfly.ecs.Velocity;

import org.jspecify.annotations.Nullable;

import java.util.Random;

/**
 * A world in which everything that a snapshot holds comes and goes, and which believes nothing that
 * it finds in columns, events and values: whatever they hold, its ticks work.
 */
final class TurbulentWorld {

    /** What lives on for a tick. */
    @Lifetime(ticks = 2)
    public static final class Note implements Poolable {
        int number;
        boolean flag;
        double size;
        @Nullable String text;
        @Nullable Integer boxed;
        Thread.@Nullable State state;

        @Override
        public void reset() {
            number = 0;
            flag = false;
            size = 0;
            text = null;
            boxed = null;
            state = null;
        }

        void fill(Random random) {
            number = random.nextInt();
            flag = random.nextBoolean();
            size = random.nextDouble();
            text = random.nextBoolean() ? "note " + number : null;
            boxed = random.nextBoolean() ? number : null;
            state = random.nextBoolean() ? Thread.State.WAITING : null;
        }
    }

    /** A component of two kinds of columns. */
    public static final class Trail extends SoaComponent {
        public final Ints steps = ints(-1);
        public final Longs origin = longs();
    }

    /** Does things at random. */
    private static final class Weather extends BaseSystem {
        final Random random;
        SoaMapper<Position> positions;
        SoaMapper<Velocity> velocities;
        SoaMapper<Trail> trails;
        FrameMapper<Note> notes;
        FrameMapper<Hit.OfTwo> hits;
        Hit.RowsOfThree rows;
        FrameEvents<Note> events;
        EventReader<Note> reader;
        EntityHandles handles;

        Weather(long seed) {
            random = new Random(seed);
        }

        @Override
        protected void processSystem() {
            IntBag all = world.getAspectSubscriptionManager().get(Aspect.all()).getEntities();
            int living = all.size();
            for (int i = 0; i < living; i++) {
                change(all.get(i));
            }
            for (int i = living; i < 8 || random.nextInt(3) > 0; i++) {
                change(world.create());
            }
            if (random.nextInt(3) == 0) {
                while (reader.hasNext()) {
                    reader.next();
                }
            }
            act();
        }

        void act() {
            for (int i = random.nextInt(4); i > 0; i--) {
                events.emit().fill(random);
            }
        }

        private void change(int entity) {
            switch (random.nextInt(16)) {
                case 0, 1 -> world.delete(entity);
                case 2, 3 -> positions.create(entity);
                case 4 -> velocities.create(entity);
                case 5 -> velocities.remove(entity);
                case 6 -> trails.create(entity).steps.set(entity, random.nextInt());
                case 7 -> notes.create(entity).fill(random);
                case 8 -> hits.create(entity).damage = random.nextInt();
                case 9 -> rows.touch(entity);
                case 10 -> handles.of(entity);
                default -> positions.remove(entity);
            }
        }
    }

    final World world;
    private final Weather weather;

    TurbulentWorld(FrameAllocator memory, long seed) {
        weather = new Weather(seed);
        world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin().allocator(memory))
                                .with(weather)
                                .build());
        world.getAspectSubscriptionManager().get(Aspect.all(Position.class));
        world.getAspectSubscriptionManager()
                .get(Aspect.one(Velocity.class, Trail.class).exclude(Position.class));
    }

    /** A tick, and what is done between it and the next one. */
    void tick() {
        world.process();
        weather.act();
        int made = world.create();
        if (weather.random.nextBoolean()) {
            weather.trails.create(made);
        }
    }
}
