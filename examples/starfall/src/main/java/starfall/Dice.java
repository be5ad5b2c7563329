package starfall;

/** All chance of a game, from one seed. */
public final class Dice {
    private long state;

    public Dice(long seed) {
        state = seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
        if (state == 0) {
            state = 1;
        }
    }

    public long state() {
        return state;
    }

    public void state(long state) {
        this.state = state;
    }

    private int next() {
        state ^= state >>> 12;
        state ^= state << 25;
        state ^= state >>> 27;
        return (int) ((state * 0x2545F4914F6CDD1DL) >>> 32);
    }

    /** From 0 to below 1. */
    public float share() {
        return (next() >>> 8) * 0x1p-24f;
    }

    public float between(float low, float high) {
        return low + share() * (high - low);
    }

    /** From -1 to below 1. */
    public float either() {
        return share() * 2f - 1f;
    }

    public int below(int bound) {
        return (int) (((next() & 0xffffffffL) * bound) >>> 32);
    }

    public boolean chance(float share) {
        return share() < share;
    }
}
