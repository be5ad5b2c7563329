package dev.mayfly.ecs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.EntitySubscription;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.managers.TagManager;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.Position;
import dev.mayfly.ecs.SoaMapper;
import dev.mayfly.ecs.Twin;
import dev.mayfly.ecs.Velocity;
import dev.mayfly.ecs.WorldTest;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.error.PlainComponentException;
import dev.mayfly.ecs.error.TickInProgressException;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

class WorldSnapshotTest extends WorldTest {

    /** Follows its subscription, and does to the world what a test wants. */
    private static final class Follower extends BaseEntitySystem {
        final List<String> told = new ArrayList<>();
        Position position;
        FrameArena frame;
        Runnable onInserted = () -> {};
        Runnable onRemoved = () -> {};

        Follower() {
            super(Aspect.all(Position.class));
        }

        @Override
        protected void inserted(int entity) {
            frame.floats(4).set(0, entity);
            told.add("inserted " + entity + " at " + position.x.get(entity));
            onInserted.run();
        }

        @Override
        protected void removed(int entity) {
            told.add("removed " + entity);
            onRemoved.run();
        }

        @Override
        protected void processSystem() {}
    }

    private final Follower follower = new Follower();
    private final World world = world(follower, new TagManager());
    private final SoaMapper<Position> positions = mapper(world, Position.class);
    private final Position position = positions.store();
    private final WorldSnapshot snapshot = new WorldSnapshot(world);

    private int createAt(float x) {
        int entity = world.create();
        positions.create(entity);
        position.x.set(entity, x);
        return entity;
    }

    private EntitySubscription all() {
        return world.getAspectSubscriptionManager().get(Aspect.all(Position.class));
    }

    @Test
    void columnsMembershipAndEntitiesComeBack() {
        int kept = createAt(1);
        int bare = world.create();
        int deleted = createAt(2);
        world.process();
        snapshot.take();

        position.x.set(kept, 9);
        positions.create(bare);
        world.delete(deleted);
        world.process();
        int stranger = createAt(5);
        int second = createAt(6);
        world.process();
        snapshot.restore();

        assertThat(position.x.get(kept)).isEqualTo(1);
        assertThat(positions.has(bare)).isFalse();
        assertThat(positions.has(deleted)).isTrue();
        assertThat(position.x.get(deleted)).isEqualTo(2);
        assertThat(stranger).isEqualTo(deleted);
        assertThat(positions.has(second)).isFalse();
        assertThat(all().getEntities().getData()).startsWith(kept, deleted);
        assertThat(all().getEntities().size()).isEqualTo(2);
        world.process();
        assertThat(createAt(0)).isEqualTo(second);
    }

    @Test
    void idsAreRecycledInTheSameOrder() {
        for (int i = 0; i < 10; i++) {
            createAt(i);
        }
        world.process();
        world.delete(7);
        world.process();
        world.delete(2);
        world.process();
        snapshot.take();
        createAt(0);
        createAt(0);
        createAt(0);
        world.process();
        world.delete(5);
        world.process();
        snapshot.restore();

        assertThat(world.getEntityManager().isActive(7)).isFalse();
        assertThat(world.getEntityManager().isActive(5)).isTrue();
        assertThat(List.of(createAt(0), createAt(0), createAt(0))).containsExactly(7, 2, 10);
    }

    @Test
    void whatIsPendingBetweenTicksIsPendingAgain() {
        int early = createAt(1);
        world.process();
        int created = createAt(2);
        world.delete(early);
        snapshot.take();
        world.process();
        follower.told.clear();
        snapshot.restore();
        assertThat(follower.told).containsExactly("removed 1", "inserted 0 at 1.0");
        follower.told.clear();
        world.process();

        assertThat(follower.told).containsExactly("removed 0", "inserted 1 at 2.0");
        assertThat(positions.has(created)).isTrue();
        assertThat(world.create()).isEqualTo(early);
    }

    @Test
    void listenersAreToldWhoLeftAndWhoCameAndSeeWhatIsRestored() {
        int gone = createAt(3);
        int stays = createAt(4);
        world.process();
        snapshot.take();
        world.delete(gone);
        world.process();
        createAt(5);
        createAt(6);
        position.x.set(gone, 77);
        world.delete(stays);
        world.process();
        follower.told.clear();
        snapshot.restore();

        assertThat(follower.told).containsExactly("removed 2", "inserted 1 at 4.0");
        assertThat(position.x.get(gone)).isEqualTo(3);
    }

    @Test
    void managersFollow() {
        world.process();
        snapshot.take();
        world.getSystem(TagManager.class).register("late", createAt(1));
        world.process();
        snapshot.restore();

        assertThat(world.getSystem(TagManager.class).isRegistered("late")).isFalse();
    }

    @Test
    void whatListenersDoToTheWorldDuringARestoreIsUndone() {
        int entity = createAt(3);
        world.process();
        snapshot.take();
        world.delete(entity);
        world.process();
        follower.onInserted =
                () -> {
                    position.x.set(entity, 100);
                    createAt(8);
                    world.delete(entity);
                };
        snapshot.restore();
        follower.onInserted = () -> {};

        assertThat(position.x.get(entity)).isEqualTo(3);
        world.process();
        assertThat(all().getEntities().size()).isEqualTo(1);
        assertThat(world.create()).isEqualTo(1);
    }

    @Test
    void anExceptionOfAListenerComesOutOfARestoredWorldWithEveryListenerTold() {
        int entity = createAt(3);
        world.process();
        snapshot.take();
        world.delete(entity);
        world.process();
        List<String> second = new ArrayList<>();
        all().addSubscriptionListener(
                        new EntitySubscription.SubscriptionListener() {
                            @Override
                            public void inserted(com.artemis.utils.IntBag entities) {
                                second.add("told");
                                throw new IllegalStateException("second");
                            }

                            @Override
                            public void removed(com.artemis.utils.IntBag entities) {}
                        });
        RuntimeException failure = new RuntimeException("first");
        follower.onInserted =
                () -> {
                    throw failure;
                };

        assertThat(catchThrowable(snapshot::restore)).isSameAs(failure);

        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(second).containsExactly("told");
        assertThat(position.x.get(entity)).isEqualTo(3);
        assertThat(all().getEntities().size()).isEqualTo(1);
        follower.onInserted = () -> {};
        world.process();
    }

    @Test
    void aSnapshotWithinATickIsRefused() {
        snapshot.take();
        List<Throwable> refused = new ArrayList<>();
        Runnable attempts =
                () -> {
                    refused.add(catchThrowable(snapshot::take));
                    refused.add(catchThrowable(new WorldSnapshot(world)::take));
                };
        follower.onInserted = attempts;
        int entity = createAt(1);
        world.process();
        snapshot.take();
        world.delete(entity);
        world.process();
        follower.onInserted = () -> refused.add(catchThrowable(snapshot::restore));
        snapshot.restore();
        follower.onInserted = () -> {};

        assertThat(refused)
                .hasSize(3)
                .allSatisfy(
                        failure ->
                                assertThat(failure)
                                        .isInstanceOf(TickInProgressException.class)
                                        .hasMessageContaining("between two calls"));
        snapshot.take();
    }

    @Test
    void aFailedTickIsOver() {
        follower.onInserted =
                () -> {
                    throw new IllegalStateException("listener");
                };
        createAt(1);
        assertThatThrownBy(world::process).hasMessage("listener");
        follower.onInserted = () -> {};
        snapshot.take();
        world.process();
        snapshot.restore();
        world.process();
    }

    @Test
    void aPlainComponentIsNamedAndNothingChanges() {
        int entity = createAt(1);
        world.process();
        snapshot.take();
        position.x.set(entity, 2);
        int hybrid = world.create();
        world.edit(hybrid).create(Twin.Health.class);

        assertThatThrownBy(snapshot::restore)
                .isInstanceOf(PlainComponentException.class)
                .hasMessageContaining("Entity " + hybrid)
                .hasMessageContaining(Twin.Health.class.getName());
        assertThat(position.x.get(entity)).isEqualTo(2);
        assertThatThrownBy(new WorldSnapshot(world)::take)
                .isInstanceOf(PlainComponentException.class);
        world.edit(hybrid).remove(Twin.Health.class);
        snapshot.restore();
        assertThat(position.x.get(entity)).isEqualTo(1);
    }

    @Test
    void aSnapshotThatHoldsNothingIsNotRestored() {
        assertThatThrownBy(snapshot::restore)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("take()");
        snapshot.take();
        world.edit(world.create()).create(Twin.Health.class);
        assertThatThrownBy(snapshot::take).isInstanceOf(PlainComponentException.class);
        assertThatThrownBy(snapshot::restore).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWorldWithoutThePluginIsNamed() {
        World stock = new World(new WorldConfigurationBuilder().build());

        assertThatThrownBy(() -> new WorldSnapshot(stock))
                .isInstanceOf(NoPluginException.class)
                .hasMessageContaining("MayflyPlugin");
    }

    @Test
    void typesAndSubscriptionsThatCameLaterAreEmptyOrMatchedAgain() {
        int mover = createAt(1);
        world.process();
        snapshot.take();
        SoaMapper<Velocity> velocities = mapper(world, Velocity.class);
        velocities.create(mover);
        EntitySubscription moving =
                world.getAspectSubscriptionManager().get(Aspect.all(Velocity.class));
        EntitySubscription still =
                world.getAspectSubscriptionManager()
                        .get(Aspect.all(Position.class).exclude(Velocity.class));
        world.process();
        assertThat(moving.getEntities().size()).isEqualTo(1);
        snapshot.restore();

        assertThat(velocities.has(mover)).isFalse();
        assertThat(moving.getEntities().isEmpty()).isTrue();
        assertThat(still.getEntities().size()).isEqualTo(1);
    }

    @Test
    void aWorldThatHasGrownOrWasResetComesBack() {
        for (int i = 0; i < 300; i++) {
            createAt(i);
        }
        world.process();
        snapshot.take();
        for (int i = 0; i < 1_000; i++) {
            createAt(-1);
        }
        world.process();
        snapshot.restore();
        requireTheThreeHundred();

        for (int i = 0; i < 300; i++) {
            world.delete(i);
        }
        world.process();
        assertThat(world.getEntityManager().reset()).isTrue();
        createAt(-5);
        snapshot.restore();
        requireTheThreeHundred();
        assertThat(world.getEntity(299).getId()).isEqualTo(299);
    }

    private void requireTheThreeHundred() {
        assertThat(all().getEntities().size()).isEqualTo(300);
        for (int i = 0; i < 300; i++) {
            assertThat(position.x.get(i)).isEqualTo(i);
        }
        world.process();
        assertThat(all().getEntities().size()).isEqualTo(300);
        int next = world.create();
        assertThat(next).isEqualTo(300);
        world.delete(next);
    }

    @Test
    void takingASnapshotAgainAllocatesNothing() {
        assumeTrue(!Safety.CHECKED);
        for (int i = 0; i < 2_000; i++) {
            createAt(i);
        }
        WorldHistory history = new WorldHistory(world, 4);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 200; i++) {
                history.record();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(least).isZero();
    }
}
