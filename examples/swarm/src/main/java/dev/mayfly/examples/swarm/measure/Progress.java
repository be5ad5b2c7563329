package dev.mayfly.examples.swarm.measure;

import dev.mayfly.examples.swarm.simulation.Mode;

/** Hears how far a run has come. */
public interface Progress {
    /** Some ticks of a mode are done. Comes after every tick. */
    void ticked(Mode mode, boolean warmUp, int done, int of);

    /** A stretch of ticks of a mode is over. */
    void paused(Mode mode, boolean warmUp, int done, int of);
}
