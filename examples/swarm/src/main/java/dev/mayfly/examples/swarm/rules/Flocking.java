package dev.mayfly.examples.swarm.rules;

/**
 * How an agent steers among its neighbors: away from those that crowd it, along with its kin, and
 * towards their middle. After Craig Reynolds, "Flocks, Herds, and Schools: A Distributed Behavioral
 * Model" (1987); the limit on the number of neighbors follows what was found in starlings, which
 * mind a fixed number of others and not a fixed distance.
 */
public final class Flocking {
    private static final int ENOUGH = 7;
    private static final float SEPARATION = 40f;
    private static final float ALIGNMENT = 2.5f;
    private static final float COHESION = 1.6f;
    private static final float TINY = 1e-3f;

    private Flocking() {}

    /** Whether an agent that has seen so many others looks no further. */
    public static boolean enough(int neighbors) {
        return neighbors >= ENOUGH;
    }

    /** Whether an agent minds another at that distance. */
    public static boolean sees(float distanceSquared, float sight) {
        return distanceSquared < sight * sight;
    }

    /**
     * How much a neighbor crowds an agent.
     *
     * @return what to multiply the offset to the neighbor with; 0 outside of the agent's space
     */
    public static float crowding(float distanceSquared, float space) {
        float spaceSquared = space * space;
        return Math.max(0f, spaceSquared - distanceSquared)
                / (spaceSquared * (distanceSquared + TINY));
    }

    /**
     * The acceleration along one axis.
     *
     * @param crowding the sum of the offsets to all neighbors, each times its crowding
     * @param kinVelocity the sum of the velocities of the neighbors of the agent's own group
     * @param kinOffset the sum of the offsets to them
     * @param kin how many they are
     * @param velocity the agent's own
     */
    public static float urge(
            float crowding, float kinVelocity, float kinOffset, int kin, float velocity) {
        float apart = -SEPARATION * crowding;
        if (kin == 0) {
            return apart;
        }
        float along = ALIGNMENT * (kinVelocity / kin - velocity);
        float together = COHESION * (kinOffset / kin);
        return apart + along + together;
    }
}
