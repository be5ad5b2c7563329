package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.EntityId;
import com.artemis.link.EntityLinkManager;
import com.artemis.link.LinkAdapter;

import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.LinkTwin.SoaAim;
import dev.mayfly.ecs.error.InvalidLinkException;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/** Columns of ids are links for Artemis' link manager. */
class LinkColumnsTest extends WorldTest {

    public abstract static class Member extends SoaComponent {
        @EntityId public final Ints leader = ints(-1);
    }

    public static final class Soldier extends Member {}

    private final LinkTwin twin = LinkTwin.soa(plugin(), new EntityLinkManager(), false);
    private final SoaAim aim = mapper(twin.world, SoaAim.class).store();

    private int aiming(int target) {
        int entity = twin.world.create();
        twin.aims.create(entity);
        aim.target.set(entity, target);
        return entity;
    }

    @Test
    void aLinkIsEstablishedChangedAndKilled() {
        twin.register("links");
        int first = twin.world.create();
        int second = twin.world.create();
        int source = aiming(first);
        twin.world.process();
        aim.target.set(source, second);
        twin.world.process();
        twin.world.delete(source);
        twin.world.process();

        assertThat(twin.events)
                .containsExactly(
                        "links: 2 links to 0",
                        "links: 2 from 0 to 1",
                        "links: 2 no longer links to 1",
                        "links: 2 no longer links to -1"); // of origin
    }

    @Test
    void aColumnThatIsMarkedDoesNotNameTheNextEntityOfAnId() {
        twin.register("links", "target");
        int target = twin.world.create();
        int source = aiming(target);
        twin.world.process();
        twin.world.delete(target);
        twin.world.process();
        int next = twin.world.create();
        twin.world.process();

        assertThat(next).isEqualTo(target);
        assertThat(aim.target.get(source)).isEqualTo(-1);
        assertThat(twin.events)
                .containsExactly("links: 1 links to 0", "links: target of 1 is dead: 0");
    }

    @Test
    void aListenerThatIsRegisteredLaterIsToldOfTheLinksThatThereAre() {
        int source = aiming(twin.world.create());
        twin.world.process();

        twin.register("links", "target");

        assertThat(twin.events).containsExactly("links: 1 links to 0");
        assertThat(source).isEqualTo(1);
    }

    @Test
    void aRestoreIsAChangeOfLinksLikeAnyOther() {
        twin.register("links", "target");
        int target = twin.world.create();
        int source = aiming(target);
        twin.world.process();
        WorldSnapshot snapshot = new WorldSnapshot(twin.world);
        snapshot.take();
        twin.world.delete(target);
        twin.world.process();
        twin.world.process();
        twin.events.clear();

        snapshot.restore();
        twin.world.process();

        assertThat(aim.target.get(source)).isEqualTo(target);
        assertThat(twin.events).containsExactly("links: 1 links to 0");
        twin.world.delete(source);
        twin.world.process();
        snapshot.restore();
        twin.world.process();
        assertThat(twin.events)
                .containsExactly(
                        "links: 1 links to 0",
                        "links: 1 no longer links to 0",
                        "links: 1 links to 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 1_000, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aNumberThatIsNoIdIsNamed(int number) {
        int source = aiming(number);

        assertThatThrownBy(twin.world::process)
                .isInstanceOf(InvalidLinkException.class)
                .hasMessageContaining("SoaAim.target")
                .hasMessageContaining("entity " + source)
                .hasMessageContaining("holds " + number);
    }

    @Test
    void columnsOfAParentLink() {
        EntityLinkManager links = new EntityLinkManager();
        World world = world(links);
        SoaMapper<Soldier> soldiers = mapper(world, Soldier.class);
        List<Integer> dead = new ArrayList<>();
        links.register(
                Soldier.class,
                new LinkAdapter() {
                    @Override
                    public void onTargetDead(int sourceId, int deadTargetId) {
                        dead.add(deadTargetId);
                    }
                });
        int leader = world.create();
        int soldier = world.create();
        soldiers.create(soldier).leader.set(soldier, leader);
        world.process();
        world.delete(leader);
        world.process();

        assertThat(dead).containsExactly(leader);
        assertThat(soldiers.store().leader.get(soldier)).isEqualTo(-1);
    }

    @Test
    void theManagerMayStandBeforeThePlugin() {
        EntityLinkManager links = new EntityLinkManager();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(WorldConfigurationBuilder.Priority.HIGHEST, links)
                                .with(plugin())
                                .build());
        SoaAim aims = mapper(world, SoaAim.class).store();
        List<Integer> dead = new ArrayList<>();
        links.register(
                SoaAim.class,
                new LinkAdapter() {
                    @Override
                    public void onTargetDead(int sourceId, int deadTargetId) {
                        dead.add(deadTargetId);
                    }
                });
        int target = world.create();
        int source = world.create();
        world.getMapper(SoaAim.class).create(source);
        aims.target.set(source, target);
        world.process();
        world.delete(target);
        world.process();

        assertThat(dead).containsExactly(target);
    }
}
