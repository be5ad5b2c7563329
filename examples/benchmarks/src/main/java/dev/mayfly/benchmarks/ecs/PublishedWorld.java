package dev.mayfly.benchmarks.ecs;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A world of a published workload, in one entity-component system. Belongs to one thread. */
@State(Scope.Thread)
public abstract class PublishedWorld implements AutoCloseable {

    /** Makes the entities. */
    @Setup
    public abstract void populate();

    /** Does what the workload does, once. */
    public abstract void tick();

    /** A sum over what the workload has changed, the same in every world after as many ticks. */
    abstract double sum();

    /** Gives back what the world holds; JMH has no use for that. */
    @Override
    public abstract void close();
}
