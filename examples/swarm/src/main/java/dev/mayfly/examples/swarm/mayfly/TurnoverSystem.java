package dev.mayfly.examples.swarm.mayfly;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.BaseEntitySystem;
import com.artemis.annotations.All;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.FrameScoped;
import dev.mayfly.examples.swarm.rules.Turnover;
import dev.mayfly.examples.swarm.scenario.Extent;
import dev.mayfly.examples.swarm.scenario.Group;
import dev.mayfly.examples.swarm.scenario.Scenario;
import dev.mayfly.examples.swarm.scenario.Senses;
import dev.mayfly.examples.swarm.simulation.Clock;

/**
 * Founds the groups; then removes the agents whose lives end, and puts a newborn of the same group
 * in each one's stead, beside the last survivor of the group before it.
 */
@FrameScoped
@All({Position.class, Velocity.class, Steering.class, Perception.class, Flock.class})
@SuppressWarnings("NullAway.Init") // injected
final class TurnoverSystem extends BaseEntitySystem {
    private static final int NOBODY = -1;

    private final Scenario scenario;
    private final Clock clock;
    private FrameArena frame;
    private Position position;
    private Velocity velocity;
    private Perception perception;
    private Flock flock;
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
        Ints survivors = frame.uninitializedInts(scenario.groups().size());
        survivors.fill(NOBODY);
        IntBag entities = subscription.getEntities();
        for (int i = 0; i < entities.size(); i++) {
            int e = entities.get(i);
            int group = flock.group.get(e);
            if (flock.caught.get(e) != 0
                    || Turnover.ends(clock.seed(), clock.tick(), e, scenario.turnover())) {
                world.delete(e);
                spawn(group, survivors.get(group));
            } else {
                survivors.set(group, e);
            }
        }
    }

    private void spawn(int index, int parent) {
        int e = world.create(agent);
        Group group = scenario.groups().get(index);
        flock.group.set(e, index);
        Senses senses = group.senses();
        perception.sight.set(e, senses.sight());
        perception.space.set(e, senses.space());
        perception.alarm.set(e, senses.alarm());
        velocity.limit.set(e, group.speed());
        if (parent == NOBODY) {
            placeAnywhere(e, group.speed());
        } else {
            placeBeside(e, parent);
        }
    }

    private void placeAnywhere(int e, float speed) {
        Extent extent = scenario.world();
        position.x.set(e, Turnover.placeX(clock.seed(), clock.tick(), e, extent.width()));
        position.y.set(e, Turnover.placeY(clock.seed(), clock.tick(), e, extent.height()));
        velocity.x.set(e, Turnover.headingX(clock.seed(), clock.tick(), e, speed));
        velocity.y.set(e, Turnover.headingY(clock.seed(), clock.tick(), e, speed));
    }

    private void placeBeside(int e, int parent) {
        Extent extent = scenario.world();
        float x = position.x.get(parent);
        float y = position.y.get(parent);
        position.x.set(e, Turnover.besideX(clock.seed(), clock.tick(), e, x, extent.width()));
        position.y.set(e, Turnover.besideY(clock.seed(), clock.tick(), e, y, extent.height()));
        velocity.x.set(e, velocity.x.get(parent));
        velocity.y.set(e, velocity.y.get(parent));
    }
}
