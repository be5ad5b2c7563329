package dev.mayfly.examples.quickstart.structure;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.ecs.MayflyPlugin;

/** A world with cannons. */
public final class Artillery {

    private Artillery() {}

    /** A world whose parallel systems run on two threads. */
    public static World onTwoThreads() {
        return new World(
                new WorldConfigurationBuilder()
                        .with(new MayflyPlugin().workers(2))
                        .with(new FireSystem(), new FlightSystem())
                        .build());
    }
}
