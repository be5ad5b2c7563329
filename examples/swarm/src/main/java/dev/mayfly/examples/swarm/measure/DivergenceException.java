package dev.mayfly.examples.swarm.measure;

/** Two modes did not compute the same. The message is one line that says since when. */
public final class DivergenceException extends Exception {
    private static final long serialVersionUID = 1L;

    DivergenceException(String message) {
        super(message);
    }
}
