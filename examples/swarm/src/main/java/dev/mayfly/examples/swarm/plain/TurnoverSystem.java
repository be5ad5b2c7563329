package dev.mayfly.examples.swarm.plain;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.BaseEntitySystem;
import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.utils.IntBag;

import dev.mayfly.examples.swarm.rules.Turnover;
import dev.mayfly.examples.swarm.scenario.Extent;
import dev.mayfly.examples.swarm.scenario.Group;
import dev.mayfly.examples.swarm.scenario.Scenario;
import dev.mayfly.examples.swarm.scenario.Senses;
import dev.mayfly.examples.swarm.simulation.Clock;

import java.util.Arrays;

/**
 * Founds the groups; then removes the agents whose lives end, and puts a newborn of the same group
 * in each one's stead, beside the last survivor of the group before it.
 */
@All({Position.class, Velocity.class, Steering.class, Perception.class, Flock.class})
@SuppressWarnings("NullAway.Init") // injected
final class TurnoverSystem extends BaseEntitySystem {
    private static final int NOBODY = -1;

    private final Scenario scenario;
    private final Clock clock;
    private ComponentMapper<Position> positions;
    private ComponentMapper<Velocity> velocities;
    private ComponentMapper<Perception> perceptions;
    private ComponentMapper<Flock> flocks;
    private Archetype agent;

    TurnoverSystem(Scenario scenario, Clock clock) {
        this.scenario = scenario;
        this.clock = clock;
    }

    @Override
    protected void initialize() {
        agent =
                new ArchetypeBuilder()
                        .add(Position.class)
                        .add(Velocity.class)
                        .add(Steering.class)
                        .add(Perception.class)
                        .add(Flock.class)
                        .build(world);
        for (int group = 0; group < scenario.groups().size(); group++) {
            for (int i = 0; i < scenario.groups().get(group).count(); i++) {
                spawn(group, NOBODY);
            }
        }
    }

    @Override
    protected void processSystem() {
        int[] survivors = new int[scenario.groups().size()];
        Arrays.fill(survivors, NOBODY);
        IntBag entities = subscription.getEntities();
        for (int i = 0; i < entities.size(); i++) {
            int e = entities.get(i);
            Flock flock = flocks.get(e);
            if (flock.caught || Turnover.ends(clock.seed(), clock.tick(), e, scenario.turnover())) {
                world.delete(e);
                spawn(flock.group, survivors[flock.group]);
            } else {
                survivors[flock.group] = e;
            }
        }
    }

    private void spawn(int index, int parent) {
        int e = world.create(agent);
        Group group = scenario.groups().get(index);
        flocks.get(e).group = index;
        Senses senses = group.senses();
        Perception perception = perceptions.get(e);
        perception.sight = senses.sight();
        perception.space = senses.space();
        perception.alarm = senses.alarm();
        velocities.get(e).limit = group.speed();
        if (parent == NOBODY) {
            placeAnywhere(e);
        } else {
            placeBeside(e, parent);
        }
    }

    private void placeAnywhere(int e) {
        Extent extent = scenario.world();
        Position position = positions.get(e);
        position.x = Turnover.placeX(clock.seed(), clock.tick(), e, extent.width());
        position.y = Turnover.placeY(clock.seed(), clock.tick(), e, extent.height());
        Velocity velocity = velocities.get(e);
        velocity.x = Turnover.headingX(clock.seed(), clock.tick(), e, velocity.limit);
        velocity.y = Turnover.headingY(clock.seed(), clock.tick(), e, velocity.limit);
    }

    private void placeBeside(int e, int parent) {
        Extent extent = scenario.world();
        Position position = positions.get(e);
        Position cradle = positions.get(parent);
        position.x = Turnover.besideX(clock.seed(), clock.tick(), e, cradle.x, extent.width());
        position.y = Turnover.besideY(clock.seed(), clock.tick(), e, cradle.y, extent.height());
        velocities.get(e).x = velocities.get(parent).x;
        velocities.get(e).y = velocities.get(parent).y;
    }
}
