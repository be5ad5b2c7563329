package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.ParallelSpanSystem;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.SoaMapper;
import dev.mayfly.ecs.SpanSystem;
import dev.mayfly.ecs.SpanWorker;

/**
 * A world of bodies that are drawn to sixteen suns, with one system that moves them: on one thread
 * or on several. The pull of a sun is {@code d / (|d|² + 1)^1.5}, softened as in Plummer's model.
 */
public final class MayflyOrbitWorld implements AutoCloseable {

    private static final int SUNS = 16;

    /** Where a body is. */
    public static final class Place extends SoaComponent {
        final Floats x = floats();
        final Floats y = floats();
    }

    /** How fast it is. */
    public static final class Speed extends SoaComponent {
        final Floats x = floats();
        final Floats y = floats();
    }

    /** The suns, and what they do to a span of bodies. */
    private static final class Pull {

        private final float[] sunX = new float[SUNS];
        private final float[] sunY = new float[SUNS];

        Pull() {
            for (int i = 0; i < SUNS; i++) {
                int row = i / 4;
                sunX[i] = 100f * (i - 4 * row);
                sunY[i] = 100f * row;
            }
        }

        void move(Place place, Speed speed, int from, int to, float delta) {
            for (int sun = 0; sun < SUNS; sun++) {
                pull(sunX[sun], sunY[sun], place, speed, from, to, delta);
            }
            for (int e = from; e < to; e++) {
                place.x.add(e, speed.x.get(e) * delta);
                place.y.add(e, speed.y.get(e) * delta);
            }
        }

        private static void pull(
                float x, float y, Place place, Speed speed, int from, int to, float delta) {
            for (int e = from; e < to; e++) {
                float dx = x - place.x.get(e);
                float dy = y - place.y.get(e);
                float square = dx * dx + dy * dy + 1f;
                float strength = delta / (square * (float) Math.sqrt(square));
                speed.x.add(e, dx * strength);
                speed.y.add(e, dy * strength);
            }
        }
    }

    @All({Place.class, Speed.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class OneThread extends SpanSystem {
        private final Pull pull = new Pull();
        private Place place;
        private Speed speed;

        @Override
        protected void processSpan(int from, int to) {
            pull.move(place, speed, from, to, world.delta);
        }
    }

    @All({Place.class, Speed.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class SeveralThreads extends ParallelSpanSystem {
        private final Pull pull = new Pull();
        private Place place;
        private Speed speed;

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            pull.move(place, speed, from, to, world.delta);
        }
    }

    private final FrameAllocator memory = FrameAllocator.create();
    private final World world;
    private final int bodies;

    private MayflyOrbitWorld(int bodies, int threads, BaseSystem system) {
        this.bodies = bodies;
        world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin().allocator(memory).workers(threads))
                                .with(system)
                                .build());
        Archetype body = MayflyBase.archetype(world, Place.class, Speed.class);
        for (int i = 0; i < bodies; i++) {
            int entity = world.create(body);
            place().x.set(entity, i % 300);
            place().y.set(entity, i * 0.003f);
        }
    }

    /** A world whose system is a {@link SpanSystem}. */
    public static MayflyOrbitWorld withSpanSystem(int bodies) {
        return new MayflyOrbitWorld(bodies, 1, new OneThread());
    }

    /** A world whose system is a {@link ParallelSpanSystem} on this many threads. */
    public static MayflyOrbitWorld withParallelSystem(int bodies, int threads) {
        return new MayflyOrbitWorld(bodies, threads, new SeveralThreads());
    }

    private Place place() {
        return ((SoaMapper<Place>) world.getMapper(Place.class)).store();
    }

    /** Moves every body once. */
    public void tick(float delta) {
        world.setDelta(delta);
        world.process();
    }

    /** Where the bodies are, x and y by turns. */
    public float[] places() {
        float[] places = new float[2 * bodies];
        for (int e = 0; e < bodies; e++) {
            places[2 * e] = place().x.get(e);
            places[2 * e + 1] = place().y.get(e);
        }
        return places;
    }

    @Override
    public void close() {
        try {
            world.dispose();
        } finally {
            memory.close();
        }
    }
}
