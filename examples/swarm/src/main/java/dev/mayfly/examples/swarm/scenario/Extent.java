package dev.mayfly.examples.swarm.scenario;

/** How large a world is. It reaches from (0, 0) to (width, height). */
public record Extent(float width, float height) {
    public Extent {
        Check.positive("width", width);
        Check.positive("height", height);
    }
}
