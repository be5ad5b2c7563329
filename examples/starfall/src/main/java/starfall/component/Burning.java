package starfall.component;

public class Burning extends Timed {
    public float perSecond;

    public Burning set(float seconds, float perSecond) {
        this.left = Math.max(left, seconds);
        this.perSecond = perSecond;
        return this;
    }

    @Override
    protected void reset() {
        super.reset();
        perSecond = 0f;
    }

    @Override
    public void digest(Digest digest) {
        super.digest(digest);
        digest.add(perSecond);
    }
}
