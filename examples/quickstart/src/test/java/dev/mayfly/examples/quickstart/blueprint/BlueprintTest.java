package dev.mayfly.examples.quickstart.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.examples.quickstart.Position;
import dev.mayfly.examples.quickstart.Velocity;

import org.junit.jupiter.api.Test;

class BlueprintTest {

    private final BlueprintSystem blueprints = new BlueprintSystem();
    private final World world =
            new World(
                    new WorldConfigurationBuilder()
                            .with(new MayflyPlugin())
                            .with(blueprints, new DriftSystem())
                            .build());

    @Test
    void entitiesBeginAsTheirBlueprintSays() {
        int boat = blueprints.blueprint();
        Position position = blueprints.positions.create(boat);
        position.x.set(boat, 5f);
        position.y.set(boat, 6f);
        Velocity velocity = blueprints.velocities.create(boat);
        velocity.x.set(boat, 2f);
        int buoy = blueprints.blueprint();
        blueprints.positions.create(buoy).x.set(buoy, 9f);

        int first = blueprints.copyOf(boat);
        int marker = blueprints.copyOf(buoy);
        world.setDelta(1f);
        world.process();
        int second = blueprints.copyOf(boat);

        assertThat(position.x.get(first)).isEqualTo(7f);
        assertThat(position.y.get(first)).isEqualTo(6f);
        assertThat(position.x.get(second)).isEqualTo(5f);
        assertThat(blueprints.blueprints.has(first)).isFalse();
        assertThat(position.x.get(boat)).isEqualTo(5f);
        assertThat(position.x.get(marker)).isEqualTo(9f);
        assertThat(blueprints.velocities.has(marker)).isFalse();
        world.dispose();
    }
}
