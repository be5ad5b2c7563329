package dev.mayfly.examples.swarm.simulation;

/** Which tick of which run it is: what the rules' random draws are keyed with. */
public final class Clock {
    private final long seed;
    private int tick;

    public Clock(long seed) {
        this.seed = seed;
    }

    public long seed() {
        return seed;
    }

    /** The number of the current tick; 0 before the first. */
    public int tick() {
        return tick;
    }

    public void advance() {
        tick++;
    }
}
