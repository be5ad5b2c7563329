package dev.mayfly.examples.swarm.scenario;

/**
 * Predators of one kind.
 *
 * @param count how many there are
 * @param speed the fastest that they move, in world units a second
 * @param sight how far they see prey
 * @param reach from how far they catch it
 */
public record Pack(String name, int count, float speed, float sight, float reach) {
    /** The most predators of one kind: each looks at every agent in its sight. */
    private static final int MOST = 1_000;

    public Pack {
        Check.that(!name.isBlank(), "name must not be blank");
        Check.that(
                count >= 0 && count <= MOST, "count must be from 0 to " + MOST + ", was " + count);
        Check.positive("speed", speed);
        Check.positive("sight", sight);
        Check.positive("reach", reach);
    }
}
