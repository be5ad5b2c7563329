package dev.mayfly.examples.quickstart.loop;

import com.artemis.World;
import com.artemis.WorldConfiguration;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.ecs.MayflyPlugin;

/** Worlds, by who runs their systems. */
public final class Game {

    private Game() {}

    /** A world of 60 steps a second. */
    public static World inSteps() {
        return new World(
                new WorldConfigurationBuilder()
                        .with(new MayflyPlugin().fixedStep(1 / 60f, 5)) // at most 5 a frame
                        .with(new InputSystem(), new FlyingSystem(), new DrawingSystem())
                        .build());
    }

    /** One frame of it. */
    public static void frame(World world, float secondsSinceLastFrame) {
        world.setDelta(secondsSinceLastFrame);
        world.process();
    }

    /** A world that is run by a strategy of one's own. */
    public static World inOwnLoop() {
        return new World(
                new WorldConfigurationBuilder()
                        .with(new MayflyPlugin())
                        .register(new GameLoop())
                        .with(new FlyingSystem())
                        .build());
    }

    /** A world whose turns are timed. */
    public static World timed(TurnTimes times) {
        return new World(
                new WorldConfigurationBuilder()
                        .with(new MayflyPlugin().listener(times))
                        .with(new FlyingSystem())
                        .build());
    }

    /** A world without the builder. */
    public static World withoutBuilder() {
        WorldConfiguration configuration = new WorldConfiguration();
        new MayflyPlugin().install(configuration);
        configuration.setSystem(new FlyingSystem());
        return new World(configuration);
    }
}
