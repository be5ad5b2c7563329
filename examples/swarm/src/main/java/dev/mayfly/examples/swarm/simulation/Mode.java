package dev.mayfly.examples.swarm.simulation;

/** How a swarm stores its components, and where it takes from what it needs for a tick only. */
public enum Mode {
    /** Component objects, and the Java heap. */
    PLAIN,
    /** Columns, and frame memory. */
    MAYFLY;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
