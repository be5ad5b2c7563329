package dev.mayfly.examples.swarm.plain;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.EntitySubscription;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.utils.IntBag;

import dev.mayfly.examples.swarm.rules.Cells;
import dev.mayfly.examples.swarm.rules.Motion;
import dev.mayfly.examples.swarm.scenario.Extent;
import dev.mayfly.examples.swarm.scenario.Scenario;
import dev.mayfly.examples.swarm.simulation.Clock;
import dev.mayfly.examples.swarm.simulation.Swarm;

/** A swarm on Artemis-odb alone. */
public final class PlainSwarm implements Swarm {
    private final Clock clock;
    private final World world;
    private final HuntingSystem hunting;
    private final CollisionSystem collisions = new CollisionSystem();
    private final ComponentMapper<Position> positions;
    private final ComponentMapper<Velocity> velocities;
    private final ComponentMapper<Flock> flocks;
    private final EntitySubscription movers;

    public PlainSwarm(Scenario scenario, long seed) {
        Extent extent = scenario.world();
        clock = new Clock(seed);
        hunting = new HuntingSystem(scenario, clock);
        world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(
                                        new GridSystem(
                                                Cells.covering(
                                                        extent.width(),
                                                        extent.height(),
                                                        scenario.widestSight())),
                                        new FlockingSystem(clock),
                                        new FlightSystem(),
                                        hunting,
                                        new ObstacleSystem(scenario.obstacles()),
                                        collisions,
                                        new MovementSystem(extent),
                                        new TurnoverSystem(scenario, clock))
                                .build());
        world.setDelta(Motion.TICK_SECONDS);
        positions = world.getMapper(Position.class);
        velocities = world.getMapper(Velocity.class);
        flocks = world.getMapper(Flock.class);
        movers =
                world.getAspectSubscriptionManager()
                        .get(Aspect.all(Position.class, Velocity.class));
    }

    @Override
    public void tick() {
        clock.advance();
        world.process();
    }

    @Override
    public void visit(Visitor visitor) {
        IntBag entities = movers.getEntities();
        for (int i = 0; i < entities.size(); i++) {
            int e = entities.get(i);
            Position position = positions.get(e);
            Velocity velocity = velocities.get(e);
            int kind = flocks.has(e) ? flocks.get(e).group : PREDATOR;
            visitor.see(e, kind, position.x, position.y, velocity.x, velocity.y);
        }
    }

    @Override
    public long collisions() {
        return collisions.collisions();
    }

    @Override
    public long catches() {
        return hunting.catches();
    }

    @Override
    public void close() {
        world.dispose();
    }
}
