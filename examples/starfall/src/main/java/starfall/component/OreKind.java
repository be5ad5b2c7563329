package starfall.component;

public enum OreKind {
    IRON('i', 1),
    ICE('c', 2),
    GOLD('g', 7);

    public final char glyph;
    public final int price;

    OreKind(char glyph, int price) {
        this.glyph = glyph;
        this.price = price;
    }
}
