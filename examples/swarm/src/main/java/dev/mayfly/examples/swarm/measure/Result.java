package dev.mayfly.examples.swarm.measure;

import dev.mayfly.examples.swarm.simulation.Mode;
import dev.mayfly.examples.swarm.simulation.Snapshot;

/**
 * What one mode did and what that cost.
 *
 * @param checksum of the positions after the last tick
 * @param collisions how many pairs of agents touched, the warm-up included
 * @param catches how many agents predators caught, the warm-up included
 */
public record Result(
        Mode mode,
        TickLog log,
        Collections collections,
        long checksum,
        long collisions,
        long catches,
        Snapshot end) {}
