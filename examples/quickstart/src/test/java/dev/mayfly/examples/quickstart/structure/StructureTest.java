package dev.mayfly.examples.quickstart.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.utils.IntBag;

import dev.mayfly.ecs.MayflyPlugin;
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

    @Test
    void missilesFollowTheirTargetAndNotItsSuccessor() {
        MissileSystem missiles = new MissileSystem();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin())
                                .with(missiles)
                                .build());
        Archetype missile =
                new ArchetypeBuilder().add(Homing.class).add(Position.class).build(world);
        int enemy = world.create();
        world.getMapper(Position.class).create(enemy).x.set(enemy, 2f);
        int first = world.create(missile);
        int second = world.create(missile);
        missiles.aim(first, enemy);
        missiles.aim(second, enemy);
        world.setDelta(1f);
        world.process();
        assertThat(world.getMapper(Position.class).get(first).x.get(first)).isEqualTo(1f);

        world.process();
        world.process();
        assertThat(world.getMapper(Position.class).has(enemy)).isFalse();
        assertThat(world.create()).isEqualTo(enemy);
        world.process();
        assertThat(living(world, Aspect.all(Homing.class)).isEmpty()).isTrue();
        world.dispose();
    }

    @Test
    void aTurretKnowsTheTankThatWasMadeWithIt() {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin())
                                .with(new TankFactory())
                                .build());
        world.process();

        int gun = living(world, Aspect.all(Turret.class)).get(0);
        int tank = living(world, Aspect.all(Position.class)).get(0);
        assertThat(world.getMapper(Turret.class).get(gun).tank.get(gun)).isEqualTo(tank);
        world.dispose();
    }

    private static IntBag shots(World world) {
        return living(world, Aspect.all(Position.class, Velocity.class));
    }

    private static IntBag living(World world, Aspect.Builder aspect) {
        return world.getAspectSubscriptionManager().get(aspect).getEntities();
    }
}
