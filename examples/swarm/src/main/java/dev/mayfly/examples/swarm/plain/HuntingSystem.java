package dev.mayfly.examples.swarm.plain;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.ComponentMapper;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;
import com.artemis.utils.IntBag;

import dev.mayfly.examples.swarm.rules.Hunt;
import dev.mayfly.examples.swarm.rules.Turnover;
import dev.mayfly.examples.swarm.scenario.Extent;
import dev.mayfly.examples.swarm.scenario.Pack;
import dev.mayfly.examples.swarm.scenario.Scenario;
import dev.mayfly.examples.swarm.simulation.Clock;

import org.jspecify.annotations.Nullable;

/**
 * Steers each predator after the nearest agent that it sees and away from other predators, and lets
 * it catch.
 */
@All({Position.class, Velocity.class, Steering.class, Hunter.class})
@SuppressWarnings("NullAway.Init") // injected
final class HuntingSystem extends IteratingSystem {
    private final Scenario scenario;
    private final Clock clock;
    private ComponentMapper<Position> positions;
    private ComponentMapper<Velocity> velocities;
    private ComponentMapper<Steering> steerings;
    private ComponentMapper<Hunter> hunters;
    private ComponentMapper<Flock> flocks;
    private GridSystem gridSystem;
    private long catches;

    HuntingSystem(Scenario scenario, Clock clock) {
        this.scenario = scenario;
        this.clock = clock;
    }

    long catches() {
        return catches;
    }

    @Override
    protected void initialize() {
        Archetype predator =
                new ArchetypeBuilder()
                        .add(Position.class)
                        .add(Velocity.class)
                        .add(Steering.class)
                        .add(Hunter.class)
                        .build(world);
        for (Pack pack : scenario.predators()) {
            for (int i = 0; i < pack.count(); i++) {
                place(world.create(predator), pack);
            }
        }
    }

    @Override
    protected void process(int e) {
        Position position = positions.get(e);
        Velocity velocity = velocities.get(e);
        Steering steering = steerings.get(e);
        Hunter hunter = hunters.get(e);
        steering.x = 0f;
        steering.y = 0f;
        Boid prey = nearest(position, hunter.sight);
        if (prey != null) {
            float dx = prey.x() - position.x;
            float dy = prey.y() - position.y;
            float distanceSquared = dx * dx + dy * dy;
            steering.x = Hunt.pursuit(dx, distanceSquared, velocity.x, velocity.limit);
            steering.y = Hunt.pursuit(dy, distanceSquared, velocity.y, velocity.limit);
            if (Hunt.catches(distanceSquared, hunter.reach)) {
                take(flocks.get(prey.id()));
            }
        }
        leaveOthers(e, position, hunter, steering);
    }

    private @Nullable Boid nearest(Position position, float sight) {
        Boid nearest = null;
        float least = Float.POSITIVE_INFINITY;
        for (Boid boid : gridSystem.grid().within(position.x, position.y, sight)) {
            float distanceSquared = boid.distanceSquared(position.x, position.y);
            if (distanceSquared < least) {
                least = distanceSquared;
                nearest = boid;
            }
        }
        return nearest;
    }

    private void take(Flock prey) {
        if (!prey.caught) {
            prey.caught = true;
            catches++;
        }
    }

    private void leaveOthers(int e, Position position, Hunter hunter, Steering steering) {
        IntBag others = subscription.getEntities();
        for (int i = 0; i < others.size(); i++) {
            int other = others.get(i);
            if (other != e) {
                float dx = positions.get(other).x - position.x;
                float dy = positions.get(other).y - position.y;
                float rivalry = Hunt.rivalry(dx * dx + dy * dy, hunter.sight);
                steering.x += dx * rivalry;
                steering.y += dy * rivalry;
            }
        }
    }

    private void place(int e, Pack pack) {
        Extent extent = scenario.world();
        Position position = positions.get(e);
        position.x = Turnover.placeX(clock.seed(), clock.tick(), e, extent.width());
        position.y = Turnover.placeY(clock.seed(), clock.tick(), e, extent.height());
        Velocity velocity = velocities.get(e);
        velocity.limit = pack.speed();
        velocity.x = Turnover.headingX(clock.seed(), clock.tick(), e, velocity.limit);
        velocity.y = Turnover.headingY(clock.seed(), clock.tick(), e, velocity.limit);
        Hunter hunter = hunters.get(e);
        hunter.sight = pack.sight();
        hunter.reach = pack.reach();
    }
}
