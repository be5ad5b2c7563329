package starfall;

/** How a game begins. */
public final class Setup {
    /** Seconds a tick. */
    public static final float STEP = 1f / 30f;

    public final long seed;
    public final int scale;
    public final Script script;

    /**
     * Says how a game begins.
     *
     * @param scale how many times as large the field is, and all on it
     */
    public Setup(long seed, int scale, Script script) {
        this.seed = seed;
        this.scale = scale;
        this.script = script;
    }

    public Space space() {
        float side = (float) Math.sqrt(scale);
        return new Space(320f * side, 180f * side);
    }

    public int asteroids() {
        return 1200 * scale;
    }

    public int miners() {
        return 90 * scale;
    }

    public int turrets() {
        return 24 * scale;
    }

    public int squadrons() {
        return 10 * scale;
    }

    /** The raiders of the first wave. */
    public int raiders() {
        return 30 * scale;
    }
}
