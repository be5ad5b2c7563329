package dev.mayfly.examples.quickstart.beside;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;

import dev.mayfly.examples.quickstart.Position;
import dev.mayfly.examples.quickstart.Velocity;

import org.junit.jupiter.api.Test;

class MeteorsTest {

    @Test
    void meteorsDriftHeatUpAndMelt() {
        World world = Meteors.onTwoThreads();
        int meteor = world.create();
        Position position = world.getMapper(Position.class).create(meteor);
        world.getMapper(Velocity.class).create(meteor).y.set(meteor, -29f);
        Heat heat = world.getMapper(Heat.class).create(meteor);
        world.setDelta(1f);

        world.process();
        world.process();
        assertThat(position.y.get(meteor)).isEqualTo(-58f);
        assertThat(heat.degrees.get(meteor)).isEqualTo(80f);
        assertThat(world.getMapper(Heat.class).has(meteor)).isTrue();

        world.process();
        assertThat(world.getMapper(Heat.class).has(meteor)).isFalse();
        world.dispose();
    }
}
