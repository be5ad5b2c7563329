package dev.mayfly.examples.swarm.mayfly;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.ecs.FrameScoped;
import dev.mayfly.examples.swarm.rules.Hunt;
import dev.mayfly.examples.swarm.rules.Turnover;
import dev.mayfly.examples.swarm.scenario.Extent;
import dev.mayfly.examples.swarm.scenario.Pack;
import dev.mayfly.examples.swarm.scenario.Scenario;
import dev.mayfly.examples.swarm.simulation.Clock;

/**
 * Steers each predator after the nearest agent that it sees and away from other predators, and lets
 * it catch.
 */
@FrameScoped
@All({Position.class, Velocity.class, Steering.class, Hunter.class})
@SuppressWarnings("NullAway.Init") // injected
final class HuntingSystem extends IteratingSystem {
    private static final int USUAL_PREY = 4_096;
    private static final int NONE = -1;

    private final Scenario scenario;
    private final Clock clock;
    private FrameArena frame;
    private Position position;
    private Velocity velocity;
    private Steering steering;
    private Hunter hunter;
    private Flock flock;
    private GridSystem gridSystem;
    private IntList prey;
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
    protected void begin() {
        prey = frame.intList(USUAL_PREY);
    }

    @Override
    protected void process(int e) {
        Grid grid = gridSystem.grid();
        float x = position.x.get(e);
        float y = position.y.get(e);
        steering.x.set(e, 0f);
        steering.y.set(e, 0f);
        int nearest = nearest(grid, x, y, hunter.sight.get(e));
        if (nearest != NONE) {
            float dx = grid.x(nearest) - x;
            float dy = grid.y(nearest) - y;
            float distanceSquared = dx * dx + dy * dy;
            float limit = velocity.limit.get(e);
            steering.x.set(e, Hunt.pursuit(dx, distanceSquared, velocity.x.get(e), limit));
            steering.y.set(e, Hunt.pursuit(dy, distanceSquared, velocity.y.get(e), limit));
            if (Hunt.catches(distanceSquared, hunter.reach.get(e))) {
                take(grid.id(nearest));
            }
        }
        leaveOthers(e, x, y);
    }

    private int nearest(Grid grid, float x, float y, float sight) {
        grid.within(x, y, sight, prey);
        int nearest = NONE;
        float least = Float.POSITIVE_INFINITY;
        for (int i = 0; i < prey.length(); i++) {
            float distanceSquared = grid.distanceSquared(prey.get(i), x, y);
            if (distanceSquared < least) {
                least = distanceSquared;
                nearest = prey.get(i);
            }
        }
        return nearest;
    }

    private void take(int agent) {
        if (flock.caught.get(agent) == 0) {
            flock.caught.set(agent, (byte) 1);
            catches++;
        }
    }

    private void leaveOthers(int e, float x, float y) {
        IntBag others = subscription.getEntities();
        for (int i = 0; i < others.size(); i++) {
            int other = others.get(i);
            if (other != e) {
                float dx = position.x.get(other) - x;
                float dy = position.y.get(other) - y;
                float rivalry = Hunt.rivalry(dx * dx + dy * dy, hunter.sight.get(e));
                steering.x.add(e, dx * rivalry);
                steering.y.add(e, dy * rivalry);
            }
        }
    }

    private void place(int e, Pack pack) {
        Extent extent = scenario.world();
        position.x.set(e, Turnover.placeX(clock.seed(), clock.tick(), e, extent.width()));
        position.y.set(e, Turnover.placeY(clock.seed(), clock.tick(), e, extent.height()));
        velocity.limit.set(e, pack.speed());
        velocity.x.set(e, Turnover.headingX(clock.seed(), clock.tick(), e, pack.speed()));
        velocity.y.set(e, Turnover.headingY(clock.seed(), clock.tick(), e, pack.speed()));
        hunter.sight.set(e, pack.sight());
        hunter.reach.set(e, pack.reach());
    }
}
