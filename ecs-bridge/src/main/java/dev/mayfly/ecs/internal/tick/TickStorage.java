package dev.mayfly.ecs.internal.tick;

/**
 * What lives for the tick, as the strategy sees it. A class and not an interface, as its methods
 * are called for each system of each tick.
 */
public abstract class TickStorage {

    /** The place between two ticks, below all places of a tick. */
    public static final int BETWEEN_TICKS = -1;

    /** Of one world. */
    protected TickStorage() {}

    /** The tick has come to this place: what ends there ends. */
    public abstract void arriveAt(int place);

    /**
     * Ends the tick for all.
     *
     * @param completed whether the last round of listeners is over
     */
    public abstract void endTick(boolean completed);

    /** Bodies are about to run on this many workers. */
    public abstract void beginLoop(int workers);

    /**
     * No body runs any more.
     *
     * @param completed whether what they emitted counts
     */
    public abstract void endLoop(boolean completed);
}
