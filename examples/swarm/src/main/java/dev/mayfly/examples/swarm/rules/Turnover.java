package dev.mayfly.examples.swarm.rules;

/** Who leaves the swarm, and where and how those begin who come instead. */
public final class Turnover {
    private static final int DRAW_END = 0;
    private static final int DRAW_X = 1;
    private static final int DRAW_Y = 2;
    private static final int DRAW_VX = 3;
    private static final int DRAW_VY = 4;

    /** A newborn appears within so many world units of its parent. */
    private static final float CRADLE = 2f;

    private Turnover() {}

    /**
     * Whether an agent's life ends in this tick by itself.
     *
     * @param rate the share of all agents that leave in a tick
     */
    public static boolean ends(long seed, int tick, int entity, float rate) {
        return Chance.unit(seed, tick, entity, DRAW_END) < rate;
    }

    /** The x of a mover without a parent. */
    public static float placeX(long seed, int tick, int entity, float width) {
        return width * Chance.unit(seed, tick, entity, DRAW_X);
    }

    /** The y of a mover without a parent. */
    public static float placeY(long seed, int tick, int entity, float height) {
        return height * Chance.unit(seed, tick, entity, DRAW_Y);
    }

    /** The velocity along x of a mover without a parent. */
    public static float headingX(long seed, int tick, int entity, float limit) {
        return limit * Chance.signed(seed, tick, entity, DRAW_VX);
    }

    /** The velocity along y of a mover without a parent. */
    public static float headingY(long seed, int tick, int entity, float limit) {
        return limit * Chance.signed(seed, tick, entity, DRAW_VY);
    }

    /** The x of a newborn beside its parent. */
    public static float besideX(long seed, int tick, int entity, float parentX, float width) {
        float x = parentX + CRADLE * Chance.signed(seed, tick, entity, DRAW_X);
        return Terrain.inside(x, width);
    }

    /** The y of a newborn beside its parent. */
    public static float besideY(long seed, int tick, int entity, float parentY, float height) {
        float y = parentY + CRADLE * Chance.signed(seed, tick, entity, DRAW_Y);
        return Terrain.inside(y, height);
    }
}
