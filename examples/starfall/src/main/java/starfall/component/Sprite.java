package starfall.component;

import com.artemis.Component;

public class Sprite extends Component implements Stateful {
    public char glyph = '?';
    public byte layer;
    public transient boolean blink;

    public Sprite() {}

    public Sprite(char glyph, int layer) {
        this.glyph = glyph;
        this.layer = (byte) layer;
    }

    @Override
    public void digest(Digest digest) {
        digest.add(glyph).add(layer);
    }
}
