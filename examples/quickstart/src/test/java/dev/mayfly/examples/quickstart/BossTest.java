package dev.mayfly.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.SoaMapper;

import org.junit.jupiter.api.Test;

class BossTest {

    @Test
    void theOneBossAmongManyRages() {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin())
                                .with(new BossSystem())
                                .build());
        SoaMapper<Boss> bosses = (SoaMapper<Boss>) world.getMapper(Boss.class);
        for (int i = 0; i < 1_000; i++) {
            world.create();
        }
        bosses.create(700);

        world.delta = 9.5f;
        world.process();

        assertThat(bosses.store().rage.get(700)).isEqualTo(10.5f);
        assertThat(bosses.store().phase.get(700)).isEqualTo(1);
        world.dispose();
    }
}
