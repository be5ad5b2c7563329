package dev.mayfly.examples.quickstart.transients;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.examples.quickstart.Position;

import org.junit.jupiter.api.Test;

class TransientsTest {

    @Test
    void theSystemsOfTheGuideHitAndPushAndScore() {
        ScoreSystem score = new ScoreSystem();
        ChronicleSystem chronicle = new ChronicleSystem();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin())
                                .with(score, new ShootingSystem(), new DamageSystem())
                                .with(new WindSystem(), new PushSystem(), chronicle)
                                .build());
        Health health = null;
        Position position = null;
        for (int i = 0; i < 4; i++) {
            int entity = world.create();
            health = world.getMapper(Health.class).create(entity);
            position = world.getMapper(Position.class).create(entity);
        }
        for (int tick = 1; tick < 5; tick++) {
            world.process();
            assertThat(health.points.get(0)).isEqualTo(100f - 20f * tick);
            assertThat(health.points.get(1)).isEqualTo(100f);
            assertThat(position.x.get(3)).isEqualTo(0.5f * tick);
        }

        world.process();
        assertThat(world.getMapper(Health.class).has(0)).isFalse();
        assertThat(score.score).as("seen in the next tick").isZero();
        world.process();
        assertThat(score.score).isEqualTo(1);
        assertThat(health.points.get(1)).isEqualTo(85f);
        world.process();
        assertThat(score.score).isEqualTo(1);
        assertThat(chronicle.lines).as("not yet half a second").isZero();
        world.setDelta(0.5f);
        world.process();
        assertThat(chronicle.lines).isEqualTo(1);
        world.dispose();
    }
}
