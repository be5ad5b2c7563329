package dev.mayfly.ecs.internal.tick;

import dev.mayfly.allocator.error.InvalidSizeException;

/**
 * The time of one world that is to be divided into steps. The same frames give the same steps: all
 * times are the numbers that a {@code float} holds, added up as {@code double}.
 */
public final class StepClock {

    private final float step;
    private final int most;

    private double rest;

    private int left;
    private long dropped;

    /**
     * A clock at 0.
     *
     * @param step the seconds of a step
     * @param most how many there are in a frame at most
     */
    public StepClock(float step, int most) {
        this.step = step;
        this.most = most;
    }

    public float step() {
        return step;
    }

    /** The part of a step that has not been made yet, 0 to 1. */
    public float alpha() {
        return (float) Math.min(1.0, rest / step);
    }

    /** How many steps were left out. */
    public long dropped() {
        return dropped;
    }

    /** What no step has been made of yet, in seconds. */
    public double rest() {
        return rest;
    }

    /** Brings the clock back to what it was between two frames. */
    public void restore(double restThen, long droppedThen) {
        rest = restThen;
        dropped = droppedThen;
    }

    /** A frame has taken this many seconds. */
    void add(float seconds) {
        if (!(seconds >= 0f && seconds < Float.POSITIVE_INFINITY)) {
            throw new InvalidSizeException(
                    "A frame of "
                            + seconds
                            + " seconds cannot be divided into steps; set"
                            + " world.delta to the seconds since the last frame, 0 or more.");
        }
        rest += seconds;
        left = most;
    }

    /** Takes the time of one step, if it is there and may be made in this frame. */
    boolean next() {
        if (left == 0 || rest < step) {
            return false;
        }
        left--;
        rest -= step;
        return true;
    }

    /** Leaves out the steps that are still due. */
    void drop() {
        if (rest >= step) {
            double due = Math.floor(rest / step);
            dropped += (long) due;
            rest = Math.max(0.0, rest - due * step);
        }
    }
}
