package dev.mayfly.examples.swarm.mayfly;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.examples.swarm.scenario.Extent;

import org.junit.jupiter.api.Test;

/** The steps that docs/migration.md takes compute the same. */
class MigrationTest {

    private static final int MOVERS = 150;
    private static final Extent EXTENT = new Extent(80f, 60f);

    @Test
    void aSystemComputesTheSameByEntitiesAndBySpans() {
        assertThat(run(new HalfwayMovementSystem(EXTENT)))
                .isEqualTo(run(new MovementSystem(EXTENT)))
                .doesNotContain(Float.NaN);
    }

    private static float[] run(BaseSystem movement) {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin())
                                .with(movement)
                                .build());
        Archetype mover =
                new ArchetypeBuilder()
                        .add(Position.class)
                        .add(Velocity.class)
                        .add(Steering.class)
                        .build(world);
        int first = world.create(mover);
        Position position = world.getMapper(Position.class).get(first);
        Velocity velocity = world.getMapper(Velocity.class).get(first);
        Steering steering = world.getMapper(Steering.class).get(first);
        for (int e = first; e < MOVERS; e = world.create(mover)) {
            position.x.set(e, e * 7 % 80);
            position.y.set(e, e * 11 % 60);
            velocity.limit.set(e, 5 + e % 3);
            steering.x.set(e, e % 5 - 2);
            steering.y.set(e, e % 7 - 3);
        }
        world.setDelta(0.1f);
        for (int tick = 0; tick < 50; tick++) {
            world.process();
        }
        float[] places = new float[2 * MOVERS];
        for (int e = 0; e < MOVERS; e++) {
            places[2 * e] = position.x.get(e);
            places[2 * e + 1] = position.y.get(e);
        }
        world.dispose();
        return places;
    }
}
