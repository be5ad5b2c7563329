package dev.mayfly.examples.swarm.rules;

/**
 * One number that stands for all positions, bit for bit: two worlds whose checksums agree hold the
 * same movers in the same places. The movers have to be added by ascending id.
 */
public final class Checksum {
    private long sum;

    public void add(int entity, float x, float y) {
        long place =
                ((long) Float.floatToRawIntBits(x) << 32)
                        | (Float.floatToRawIntBits(y) & 0xFFFF_FFFFL);
        sum = Chance.mix(sum ^ entity) + place;
        sum = Chance.mix(sum);
    }

    public long value() {
        return sum;
    }
}
