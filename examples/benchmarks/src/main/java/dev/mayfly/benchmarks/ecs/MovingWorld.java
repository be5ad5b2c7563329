package dev.mayfly.benchmarks.ecs;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.stream.Stream;

/**
 * A world of entities that have a position and a velocity, and of one system that moves them.
 * Belongs to one thread.
 */
@State(Scope.Thread)
public abstract class MovingWorld implements AutoCloseable {

    /** Where an entity is, in world units. */
    record Point(float x, float y) {}

    /** How many entities there are. */
    @Param({"10000", "100000"})
    public int entities;

    /** What a tick lasts, in seconds. A field, so that it is folded into nobody's loop. */
    float delta = 0.016f;

    /** Fills the world, each entity at a place of its own and at one of 35 velocities. */
    @Setup
    public void populate() {
        for (int i = 0; i < entities; i++) {
            add(new Point(i, -i), new Point(1 + i % 7, -1 - i % 5));
        }
    }

    abstract void add(Point position, Point velocity);

    /** Moves every entity once. */
    public abstract void tick();

    /** Where the entities are now, in an order of the world's own. */
    abstract Stream<Point> positions();

    /**
     * Gives back what the world holds. JMH has no use for that: its JVM ends, and would count what
     * this allocates.
     */
    @Override
    public abstract void close();
}
