package dev.mayfly.examples.swarm.rules;

/** How velocities change and what they do. */
public final class Motion {
    /** The time that one tick stands for, in seconds. */
    public static final float TICK_SECONDS = 1f / 30f;

    private static final float SLOWEST = 0.5f;
    private static final float TINY = 1e-6f;

    private Motion() {}

    /**
     * What to multiply a velocity with so that its speed is between half the limit and the limit:
     * nothing in the swarm hovers, and nothing outruns its kind.
     */
    public static float throttle(float vx, float vy, float limit) {
        float speed = (float) Math.sqrt(vx * vx + vy * vy + TINY);
        return Math.min(Math.max(speed, SLOWEST * limit), limit) / speed;
    }
}
