package dev.mayfly.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.ecs.MayflyPlugin;

import org.junit.jupiter.api.Test;

class ScoutSystemTest {

    @Test
    void findsWhatIsThere() {
        ScoutSystem scout = new ScoutSystem();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin())
                                .with(scout)
                                .build());
        var positions = world.getMapper(Position.class);
        var bodies = world.getMapper(Body.class);
        for (int i = 0; i < 5; i++) {
            int e = world.create();
            positions.create(e).x.set(e, i * 2f - 4f); // neighbors touch
            bodies.create(e).team.set(e, i % 2);
            bodies.get(e).half.set(e, i == 4 ? 1.5f : 1f);
        }

        world.process();

        assertThat(scout.east).isEqualTo(2);
        assertThat(scout.widest).isEqualTo(1.5f);
        assertThat(scout.narrowest).isEqualTo(1f);
        assertThat(scout.largestTeam).isEqualTo(3);
        assertThat(scout.crowded).isEqualTo(5);
        assertThat(scout.nearestToOrigin).isEqualTo(2);
        assertThat(scout.overlaps).isEqualTo(4);
        world.dispose();
    }
}
