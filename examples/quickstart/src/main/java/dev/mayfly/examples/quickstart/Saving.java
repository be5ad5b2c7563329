package dev.mayfly.examples.quickstart;

import com.artemis.World;

import dev.mayfly.ecs.snapshot.WorldHistory;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import java.io.IOException;
import java.nio.file.Path;

/** A world that is saved, loaded, and rewound. */
public final class Saving {

    private Saving() {}

    /** Writes the world to a file. */
    public static void save(World world, Path file) throws IOException {
        WorldSnapshot snapshot = new WorldSnapshot(world);
        snapshot.take();
        snapshot.writeTo(file); // replaces an older file only when the new one is complete
    }

    /** Makes the world what the file says. */
    public static void load(World world, Path file) throws IOException {
        WorldSnapshot snapshot = WorldSnapshot.read(world, file); // checks all of it
        snapshot.restore(); // only this touches the world
    }

    /** Runs some ticks, goes back, and runs them again. */
    public static void runTwice(World world) {
        WorldHistory history = new WorldHistory(world, 60); // keeps the last 60 ticks
        long start = history.record();
        for (int tick = 0; tick < 30; tick++) {
            world.process();
            history.record();
        }
        history.rewindTo(start);
        for (int tick = 0; tick < 30; tick++) {
            world.process();
            history.record();
        }
    }
}
