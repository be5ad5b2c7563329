package starfall.component;

/** Whom something belongs to. */
public enum Side {
    NEUTRAL,
    GUILD,
    RAIDERS;

    public boolean fights(Side other) {
        return this != other && this != NEUTRAL && other != NEUTRAL;
    }
}
