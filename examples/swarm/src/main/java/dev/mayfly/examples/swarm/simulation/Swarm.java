package dev.mayfly.examples.swarm.simulation;

import dev.mayfly.examples.swarm.rules.Checksum;

/**
 * A world of agents and predators in one of the demo's modes. It belongs to the thread that made
 * it.
 */
public interface Swarm extends AutoCloseable {
    /** Simulates one tick. */
    void tick();

    /** Shows every mover once, by ascending entity id. */
    void visit(Visitor visitor);

    /** How many pairs of agents have touched since the world began. */
    long collisions();

    /** How many agents predators have caught since the world began. */
    long catches();

    @Override
    void close();

    /** A number that stands for the positions of all movers. */
    default long checksum() {
        Checksum checksum = new Checksum();
        visit((entity, kind, x, y, vx, vy) -> checksum.add(entity, x, y));
        return checksum.value();
    }

    /** Looks at one mover after the other. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Called once for each.
         *
         * @param kind the index of an agent's group, or {@link #PREDATOR}
         */
        void see(int entity, int kind, float x, float y, float vx, float vy);
    }

    /** The kind of all predators. */
    int PREDATOR = -1;
}
