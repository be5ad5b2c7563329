package dev.mayfly.examples.quickstart;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.ecs.MayflyPlugin;

/** A thousand movers, sixty ticks. */
public final class Quickstart {

    private Quickstart() {}

    /** Makes the world of the README. */
    public static World newWorld() {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin())
                                .with(new MovementSystem(), new RadarSystem())
                                .build());
        return world;
    }

    /** Runs it; takes no arguments. */
    public static void main(String[] args) {
        World world = newWorld();
        Archetype mover =
                new ArchetypeBuilder().add(Position.class).add(Velocity.class).build(world);
        Position position = world.getMapper(Position.class).create(world.create(mover));
        for (int i = 1; i < 1_000; i++) {
            int entity = world.create(mover);
            position.x.set(entity, i);
        }
        world.setDelta(1 / 60f);
        for (int tick = 0; tick < 60; tick++) {
            world.process();
        }
        System.out.println("near the origin: " + world.getSystem(RadarSystem.class).seen);
        world.dispose();
    }
}
