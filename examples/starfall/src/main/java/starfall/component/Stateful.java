package starfall.component;

/** A component that can be summed up, so that two runs of the game can be compared. */
public interface Stateful {
    void digest(Digest digest);
}
