package dev.mayfly.examples.swarm.mayfly;

import com.artemis.Aspect;
import com.artemis.ComponentMapper;
import com.artemis.EntitySubscription;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.SoaMapper;
import dev.mayfly.examples.swarm.rules.Cells;
import dev.mayfly.examples.swarm.rules.Motion;
import dev.mayfly.examples.swarm.scenario.Extent;
import dev.mayfly.examples.swarm.scenario.Scenario;
import dev.mayfly.examples.swarm.simulation.Clock;
import dev.mayfly.examples.swarm.simulation.Swarm;

/** A swarm on Artemis-odb with Mayfly. */
public final class MayflySwarm implements Swarm {
    private final Clock clock;
    private final World world;
    private final HuntingSystem hunting;
    private final CollisionSystem collisions = new CollisionSystem();
    private final Position position;
    private final Velocity velocity;
    private final Flock flock;
    private final ComponentMapper<Flock> flocks;
    private final EntitySubscription movers;

    public MayflySwarm(Scenario scenario, long seed) {
        this(scenario, seed, FrameAllocator.shared());
    }

    MayflySwarm(Scenario scenario, long seed, FrameAllocator memory) {
        Extent extent = scenario.world();
        clock = new Clock(seed);
        hunting = new HuntingSystem(scenario, clock);
        world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin().allocator(memory))
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
        position = store(Position.class);
        velocity = store(Velocity.class);
        flock = store(Flock.class);
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
            int kind = flocks.has(e) ? flock.group.get(e) : PREDATOR;
            visitor.see(
                    e,
                    kind,
                    position.x.get(e),
                    position.y.get(e),
                    velocity.x.get(e),
                    velocity.y.get(e));
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

    private <T extends SoaComponent> T store(Class<T> type) {
        return ((SoaMapper<T>) world.getMapper(type)).store();
    }
}
