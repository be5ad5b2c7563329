package starfall;

/** What a game knows beside its entities. */
public class Session {
    public int tick;
    public int wave;
    public long score;
    public long kills;
    public long losses;
    public long mined;
    public float waveIn = 3f;
    public float overdrive;
    public boolean over;

    public void set(Session other) {
        tick = other.tick;
        wave = other.wave;
        score = other.score;
        kills = other.kills;
        losses = other.losses;
        mined = other.mined;
        waveIn = other.waveIn;
        overdrive = other.overdrive;
        over = other.over;
    }

    public long digest() {
        long sum = tick;
        for (long value : new long[] {wave, score, kills, losses, mined, over ? 1 : 0}) {
            sum = sum * 31 + value;
        }
        sum = sum * 31 + Float.floatToIntBits(waveIn);
        return sum * 31 + Float.floatToIntBits(overdrive);
    }
}
