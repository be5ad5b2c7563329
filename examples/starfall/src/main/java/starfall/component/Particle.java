package starfall.component;

import com.artemis.PooledComponent;

/** Exhaust, sparks, dust: seen, and of no other effect. */
public class Particle extends PooledComponent implements Stateful {
    public float heat = 1f;
    public float cooling = 1f;
    public char glyph = '.';

    public Particle set(char glyph, float cooling) {
        this.glyph = glyph;
        this.cooling = cooling;
        return this;
    }

    @Override
    protected void reset() {
        heat = cooling = 1f;
        glyph = '.';
    }

    @Override
    public void digest(Digest digest) {
        digest.add(heat).add(cooling).add(glyph);
    }
}
