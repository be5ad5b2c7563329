package dev.mayfly.ecs.internal.tick;

/**
 * What lives for the tick, as the strategy sees it. A class and not an interface, as its methods
 * are called for each system of each tick.
 */
public abstract class TickStorage {

    /** The place between two ticks, below all places of a tick. */
    public static final int BETWEEN_TICKS = -1;

    /** A place of which nobody knows when the next tick comes to it: at its end at the latest. */
    public static final int UNKNOWN = Integer.MAX_VALUE;

    /** Of one world. */
    protected TickStorage() {}

    /** The tick has come to this place: what ends there ends. */
    public abstract void arriveAt(int place);

    /** What is emitted from now on is of this place; nothing ends. */
    public abstract void standAt(int place);

    /**
     * Ends what entities have that were deleted between two ticks, before their ids are freed;
     * listeners have been told.
     */
    public abstract void forgetDeleted();

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
