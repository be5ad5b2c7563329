package dev.mayfly.examples.swarm.scenario;

/**
 * The conditions that a scenario's values meet. Whoever reads the file adds where in it a value
 * stands.
 */
final class Check {
    private Check() {}

    static void that(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static void positive(String name, float value) {
        that(
                value > 0f && value < Float.POSITIVE_INFINITY,
                name + " must be a positive number, was " + value);
    }
}
