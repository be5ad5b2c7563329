package dev.mayfly.examples.swarm.scenario;

/**
 * Agents of one kind, which flock together.
 *
 * @param count how many there are
 * @param speed the fastest that they fly, in world units a second
 */
public record Group(String name, int count, float speed, Senses senses) {
    public Group {
        Check.that(!name.isBlank(), "name must not be blank");
        Check.that(count >= 0, "count must not be negative, was " + count);
        Check.positive("speed", speed);
    }

    Group withCount(int other) {
        return new Group(name, other, speed, senses);
    }
}
