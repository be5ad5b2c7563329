package dev.mayfly.examples.swarm.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A swarm to simulate. All lengths are in world units, of which an agent is one long; speeds are in
 * world units a second.
 *
 * @param turnover the share of all agents that leave in a tick and are replaced
 */
public record Scenario(
        Extent world,
        float turnover,
        List<Group> groups,
        List<Obstacle> obstacles,
        List<Pack> predators) {

    /** The most agents that a scenario may have. */
    public static final int MOST_AGENTS = 1_000_000;

    private static final float MOST_CELLS = 4_000_000f;

    public Scenario {
        Check.that(
                turnover >= 0f && turnover <= 0.5f,
                "turnover must be from 0 to 0.5, was " + turnover);
        Check.that(!groups.isEmpty(), "groups must not be empty");
        groups = List.copyOf(groups);
        obstacles = List.copyOf(obstacles);
        predators = List.copyOf(predators);
        long agents = groups.stream().mapToLong(Group::count).sum();
        Check.that(agents > 0, "groups must have an agent at least");
        Check.that(
                agents <= MOST_AGENTS,
                "groups have " + agents + " agents together, the most is " + MOST_AGENTS);
        for (Obstacle obstacle : obstacles) {
            Check.that(
                    obstacle.x() <= world.width() && obstacle.y() <= world.height(),
                    "obstacles: the one at ("
                            + obstacle.x()
                            + ", "
                            + obstacle.y()
                            + ") stands outside of the world");
        }
        float sight = widestSight(groups);
        Check.that(
                world.width() / sight * (world.height() / sight) <= MOST_CELLS,
                "world is too large for senses.sight " + sight);
    }

    /** How many agents the groups have together. */
    public int agents() {
        return groups.stream().mapToInt(Group::count).sum();
    }

    /** How many predators hunt. */
    public int hunters() {
        return predators.stream().mapToInt(Pack::count).sum();
    }

    /** The farthest that any agent sees. */
    public float widestSight() {
        return widestSight(groups);
    }

    /**
     * The same world with another number of agents, shared out among the groups as before.
     * Obstacles and predators stay what they are. A group may come out empty when there are fewer
     * agents than groups.
     */
    public Scenario withAgents(int agents) {
        long before = agents();
        List<Group> scaled = new ArrayList<>(groups.size());
        long members = 0;
        int given = 0;
        for (Group group : groups) {
            members += group.count();
            int upToHere = (int) (members * agents / before);
            scaled.add(group.withCount(upToHere - given));
            given = upToHere;
        }
        return new Scenario(world, turnover, scaled, obstacles, predators);
    }

    private static float widestSight(List<Group> groups) {
        float widest = 0f;
        for (Group group : groups) {
            widest = Math.max(widest, group.senses().sight());
        }
        return widest;
    }
}
