package dev.mayfly.examples.quickstart.beside;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.ecs.MayflyPlugin;

/** A world of meteors. */
public final class Meteors {

    private Meteors() {}

    /** A world in which drift and friction run side by side, on two threads. */
    public static World onTwoThreads() {
        return new World(
                new WorldConfigurationBuilder()
                        .with(new MayflyPlugin().sideBySide().workers(2))
                        .with(new DriftSystem(), new FrictionSystem(), new MeltingSystem())
                        .build());
    }
}
