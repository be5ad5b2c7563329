package dev.mayfly.examples.swarm.scenario;

/**
 * What an agent notices, each as a distance in world units.
 *
 * @param sight how far it sees other agents
 * @param space how much room it wants for itself
 * @param alarm from how far it flees a predator
 */
public record Senses(float sight, float space, float alarm) {
    public Senses {
        Check.positive("sight", sight);
        Check.positive("space", space);
        Check.positive("alarm", alarm);
        Check.that(space <= sight, "space must not exceed sight " + sight + ", was " + space);
    }
}
