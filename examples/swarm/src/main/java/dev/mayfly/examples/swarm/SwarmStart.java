package dev.mayfly.examples.swarm;

import dev.mayfly.examples.swarm.mayfly.MayflySwarm;
import dev.mayfly.examples.swarm.plain.PlainSwarm;
import dev.mayfly.examples.swarm.scenario.Scenario;
import dev.mayfly.examples.swarm.simulation.Mode;
import dev.mayfly.examples.swarm.simulation.Swarm;

/** Makes the swarm of a mode. */
@FunctionalInterface
interface SwarmStart {
    Swarm start(Mode mode, Scenario scenario, long seed);

    /** The swarms of the demo. */
    static Swarm of(Mode mode, Scenario scenario, long seed) {
        return switch (mode) {
            case PLAIN -> new PlainSwarm(scenario, seed);
            case MAYFLY -> new MayflySwarm(scenario, seed);
        };
    }
}
