package dev.mayfly.examples.swarm.rules;

/**
 * Random numbers by hashing what they are drawn for: the seed, the tick, the entity and the number
 * of the draw. A draw never depends on the draws before it, so two modes that ask in a different
 * order still get the same answers.
 */
public final class Chance {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;
    private static final float UNIT = 0x1p-24f;

    private Chance() {}

    /** A number in [0, 1). */
    public static float unit(long seed, int tick, int entity, int draw) {
        return (bits(seed, tick, entity, draw) >>> 40) * UNIT;
    }

    /** A number in [-1, 1). */
    public static float signed(long seed, int tick, int entity, int draw) {
        return 2f * unit(seed, tick, entity, draw) - 1f;
    }

    private static long bits(long seed, int tick, int entity, int draw) {
        long subject = ((long) tick << 32) | (entity & 0xFFFF_FFFFL);
        return mix(mix(seed + GOLDEN_GAMMA * (draw + 1L)) + GOLDEN_GAMMA * subject);
    }

    /**
     * The finalizer of SplitMix64 (Stafford's variant 13): every input bit moves every output bit.
     */
    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
