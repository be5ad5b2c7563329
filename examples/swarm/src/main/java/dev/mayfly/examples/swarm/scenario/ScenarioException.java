package dev.mayfly.examples.swarm.scenario;

/**
 * A scenario cannot be used. The message is one line that names the file, the place in it and what
 * is wrong.
 */
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1L;

    ScenarioException(String message, Throwable cause) {
        super(message, cause);
    }

    ScenarioException(String message) {
        super(message);
    }
}
