package dev.mayfly.examples.swarm.simulation;

import java.util.ArrayList;
import java.util.List;

/** Where everything in a swarm was at one moment. Outlives the swarm. */
public record Snapshot(List<Mover> movers) {

    /**
     * One agent or predator.
     *
     * @param kind the index of an agent's group, or {@link Swarm#PREDATOR}
     */
    public record Mover(int kind, float x, float y, float vx, float vy) {}

    /** What a swarm looks like now. */
    public static Snapshot of(Swarm swarm) {
        List<Mover> movers = new ArrayList<>();
        swarm.visit((entity, kind, x, y, vx, vy) -> movers.add(new Mover(kind, x, y, vx, vy)));
        return new Snapshot(List.copyOf(movers));
    }
}
