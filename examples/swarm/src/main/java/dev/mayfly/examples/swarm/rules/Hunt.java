package dev.mayfly.examples.swarm.rules;

/** How predators chase agents, and how agents get out of their way. */
public final class Hunt {
    private static final float FEAR = 90f;
    private static final float RIVALRY = 30f;
    private static final float HASTE = 3f;
    private static final float TINY = 1e-3f;

    private Hunt() {}

    /**
     * How strongly an agent flees a predator.
     *
     * @return what to multiply the offset to the predator with to get the acceleration; 0 beyond
     *     the alarm distance
     */
    public static float flight(float distanceSquared, float alarm) {
        return repulsion(distanceSquared, alarm, FEAR);
    }

    /**
     * How strongly a predator leaves the hunting ground of another.
     *
     * @return what to multiply the offset to the other with to get the acceleration; 0 out of its
     *     sight
     */
    public static float rivalry(float distanceSquared, float sight) {
        return repulsion(distanceSquared, sight, RIVALRY);
    }

    /** The acceleration along one axis that turns a predator towards its prey at full speed. */
    public static float pursuit(float offset, float distanceSquared, float velocity, float limit) {
        float distance = (float) Math.sqrt(distanceSquared + TINY);
        return HASTE * (limit * offset / distance - velocity);
    }

    /** Whether a predator catches prey at that distance. */
    public static boolean catches(float distanceSquared, float reach) {
        return distanceSquared < reach * reach;
    }

    private static float repulsion(float distanceSquared, float range, float strength) {
        float distance = (float) Math.sqrt(distanceSquared + TINY);
        return -strength * Math.max(0f, range - distance) / (range * distance);
    }
}
