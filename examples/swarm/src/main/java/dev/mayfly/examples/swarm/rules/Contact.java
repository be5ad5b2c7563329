package dev.mayfly.examples.swarm.rules;

/** What happens when two agents touch: they bounce, as equal masses do. */
public final class Contact {
    /** The size of an agent, in world units: nearer than this, two of them touch. */
    private static final float SIZE = 1f;

    private Contact() {}

    public static boolean touches(float distanceSquared) {
        return distanceSquared < SIZE * SIZE;
    }

    /**
     * The share of the offset from a to b that goes over to a's velocity and off b's.
     *
     * @param dx the offset from a to b
     * @param dvx the velocity of b less that of a
     * @return 0 when they move apart already, or stand on the same point
     */
    public static float bounce(float dx, float dy, float dvx, float dvy) {
        float closing = dx * dvx + dy * dvy;
        float distanceSquared = dx * dx + dy * dy;
        return closing < 0f && distanceSquared > 0f ? closing / distanceSquared : 0f;
    }
}
