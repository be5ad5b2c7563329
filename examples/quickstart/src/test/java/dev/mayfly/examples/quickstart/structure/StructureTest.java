package dev.mayfly.examples.quickstart.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.Aspect;
import com.artemis.World;
import com.artemis.utils.IntBag;

import dev.mayfly.examples.quickstart.Position;
import dev.mayfly.examples.quickstart.Velocity;

import org.junit.jupiter.api.Test;

class StructureTest {

    @Test
    void cannonsFireAndShotsLand() {
        World world = Artillery.onTwoThreads();
        for (int i = 0; i < 5; i++) {
            int entity = world.create();
            world.getMapper(Position.class).create(entity).x.set(entity, 10f * i);
            world.getMapper(Cannon.class).create(entity);
        }
        world.setDelta(1f);

        world.process();
        assertThat(living(world, Aspect.all(Cannon.class)).size()).isEqualTo(5);
        assertThat(shots(world).size()).isEqualTo(5);
        int shot = shots(world).get(4);
        assertThat(world.getMapper(Position.class).get(shot).x.get(shot)).isEqualTo(41f);

        world.process();
        world.process();
        assertThat(living(world, Aspect.all(Cannon.class)).isEmpty()).isTrue();
        assertThat(shots(world).size()).isEqualTo(10);

        world.process();
        world.process();
        assertThat(shots(world).isEmpty()).isTrue();
        assertThat(living(world, Aspect.all()).size()).isEqualTo(5);
        world.dispose();
    }

    private static IntBag shots(World world) {
        return living(world, Aspect.all(Position.class, Velocity.class));
    }

    private static IntBag living(World world, Aspect.Builder aspect) {
        return world.getAspectSubscriptionManager().get(aspect).getEntities();
    }
}
