package dev.mayfly.examples.swarm.rules;

/** How the world stands in the way: obstacles push back, and nothing leaves through the edge. */
public final class Terrain {
    /** From so far away, in world units, obstacles and edges are felt. */
    private static final float MARGIN = 24f;

    private static final float OBSTACLE = 6f;
    private static final float EDGE = 2.5f;
    private static final float TINY = 1e-3f;

    private Terrain() {}

    /**
     * How strongly an obstacle turns a mover away.
     *
     * @param distanceSquared to the obstacle's center
     * @return what to multiply the offset to the center with to get the acceleration; 0 when it is
     *     far enough away
     */
    public static float avoidance(float distanceSquared, float radius) {
        float distance = (float) Math.sqrt(distanceSquared + TINY);
        return -OBSTACLE * Math.max(0f, radius + MARGIN - distance) / distance;
    }

    /**
     * The acceleration along one axis that turns a mover back from the edges at 0 and at the
     * extent.
     */
    public static float turn(float position, float extent) {
        float below = Math.max(0f, MARGIN - position);
        float above = Math.max(0f, position - (extent - MARGIN));
        return EDGE * (below - above);
    }

    /** The nearest coordinate inside the world. */
    public static float inside(float position, float extent) {
        return Math.min(Math.max(position, 0f), extent);
    }
}
