package dev.mayfly.examples.swarm.scenario;

/** A round thing in the way. */
public record Obstacle(float x, float y, float radius) {
    public Obstacle {
        Check.that(x >= 0f, "x must not be negative, was " + x);
        Check.that(y >= 0f, "y must not be negative, was " + y);
        Check.positive("radius", radius);
    }
}
