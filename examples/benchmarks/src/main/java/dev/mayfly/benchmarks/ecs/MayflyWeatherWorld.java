package dev.mayfly.benchmarks.ecs;

import com.artemis.Archetype;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.Reads;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.SoaMapper;
import dev.mayfly.ecs.SpanSystem;
import dev.mayfly.ecs.Writes;

import java.util.List;

/**
 * A world of places with four systems, each of which computes a quantity of its own from the same
 * height: no two conflict. A quantity goes towards the solution of {@code v² = height}, by eight
 * steps of Newton's method a tick, each a division.
 */
public final class MayflyWeatherWorld implements AutoCloseable {

    private static final int STEPS = 8;

    /** What all read. */
    public static final class Height extends SoaComponent {
        final Floats metres = floats(1f);
    }

    /** What one system writes. */
    public abstract static class Quantity extends SoaComponent {
        final Floats value = floats(1f);

        @SuppressWarnings("this-escape") // columns are made by the constructor
        Quantity() {}
    }

    /** The first quantity. */
    public static final class Wind extends Quantity {}

    /** The second quantity. */
    public static final class Rain extends Quantity {}

    /** The third quantity. */
    public static final class Heat extends Quantity {}

    /** The fourth quantity. */
    public static final class Light extends Quantity {}

    private abstract static class QuantitySystem extends SpanSystem {

        final void compute(Floats height, Floats value, float scale, int from, int to) {
            for (int step = 0; step < STEPS; step++) {
                for (int e = from; e < to; e++) {
                    float v = value.get(e);
                    value.set(e, 0.5f * (v + scale * height.get(e) / v));
                }
            }
        }
    }

    @Writes(Wind.class)
    @All({Height.class, Wind.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class WindSystem extends QuantitySystem {
        private Height height;
        private Wind wind;

        @Override
        protected void processSpan(int from, int to) {
            compute(height.metres, wind.value, 1f + world.delta, from, to);
        }
    }

    @Writes(Rain.class)
    @All({Height.class, Rain.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class RainSystem extends QuantitySystem {
        private Height height;
        private Rain rain;

        @Override
        protected void processSpan(int from, int to) {
            compute(height.metres, rain.value, 2f + world.delta, from, to);
        }
    }

    @Reads(Height.class)
    @All({Height.class, Heat.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class HeatSystem extends QuantitySystem {
        private Height height;
        private Heat heat;

        @Override
        protected void processSpan(int from, int to) {
            compute(height.metres, heat.value, 3f + world.delta, from, to);
        }
    }

    @Reads(Height.class)
    @All({Height.class, Light.class})
    @SuppressWarnings("NullAway.Init") // injected
    private static final class LightSystem extends QuantitySystem {
        private Height height;
        private Light light;

        @Override
        protected void processSpan(int from, int to) {
            compute(height.metres, light.value, 4f + world.delta, from, to);
        }
    }

    private final FrameAllocator memory = FrameAllocator.create();
    private final World world;
    private final int places;

    private MayflyWeatherWorld(int places, MayflyPlugin plugin) {
        this.places = places;
        world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin.allocator(memory))
                                .with(new WindSystem(), new RainSystem())
                                .with(new HeatSystem(), new LightSystem())
                                .build());
        Archetype place =
                MayflyBase.archetype(
                        world, Height.class, Wind.class, Rain.class, Heat.class, Light.class);
        Floats metres = store(Height.class).metres;
        for (int i = 0; i < places; i++) {
            metres.set(world.create(place), 1f + i % 1_000);
        }
    }

    /** A world whose systems run one after the other. */
    public static MayflyWeatherWorld inOrder(int places) {
        return new MayflyWeatherWorld(places, new MayflyPlugin());
    }

    /** A world whose systems run side by side on this many threads. */
    public static MayflyWeatherWorld sideBySide(int places, int threads) {
        return new MayflyWeatherWorld(places, new MayflyPlugin().sideBySide().workers(threads));
    }

    private <T extends SoaComponent> T store(Class<T> type) {
        return ((SoaMapper<T>) world.getMapper(type)).store();
    }

    /** Computes every quantity of every place once. */
    public void tick(float delta) {
        world.setDelta(delta);
        world.process();
    }

    /** The quantities, one after the other. */
    public float[] quantities() {
        float[] all = new float[4 * places];
        int at = 0;
        for (Quantity quantity :
                List.of(
                        store(Wind.class),
                        store(Rain.class),
                        store(Heat.class),
                        store(Light.class))) {
            quantity.value.copyTo(0, all, at, places);
            at += places;
        }
        return all;
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
