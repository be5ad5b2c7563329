package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.EntitySubscription.SubscriptionListener;
import com.artemis.World;
import com.artemis.utils.IntBag;

import dev.mayfly.ecs.error.DeadEntityException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A handle stands for one entity, whoever has its id. */
class EntityHandlesTest extends WorldTest {

    /** Who is aimed at. */
    public static class Aim extends SoaComponent {
        public final Handles target = handles();
    }

    /** Who was last touched by whom. */
    public static class Touch extends FrameComponent {
        public final Handles by = handles();
    }

    /** That someone was seen, for two ticks. */
    @Lifetime(ticks = 2)
    public static class Sighting implements Poolable {
        public long who;

        @Override
        public void reset() {
            who = EntityHandles.NONE;
        }
    }

    /** Does in its turn what a test says. */
    static class Acting extends BaseSystem {
        EntityHandles handles;
        Commands commands;
        Aim aim;
        Touch touch;
        Position position;
        Kinds kinds;
        SoaMapper<Aim> aims;
        SoaMapper<Position> positions;
        FrameEvents<Sighting> sightings;
        @Nullable Consumer<Acting> turn;

        @Override
        protected void processSystem() {
            Consumer<Acting> now = turn;
            turn = null;
            if (now != null) {
                now.accept(this);
            }
        }
    }

    /** Comes after it. */
    static class Reacting extends Acting {}

    private final Acting acting = new Acting();
    private final Reacting reacting = new Reacting();
    private final World world = world(acting, reacting);
    private final EntityHandles handles = acting.handles;

    private void tick(Consumer<Acting> one, Consumer<Acting> two) {
        acting.turn = one;
        reacting.turn = two;
        world.process();
    }

    private void tick(Consumer<Acting> one) {
        tick(one, _ -> {});
    }

    private void requireGone(long handle, String... why) {
        assertThat(handles.isAlive(handle)).isFalse();
        var thrown =
                assertThatThrownBy(() -> handles.id(handle))
                        .isInstanceOf(DeadEntityException.class)
                        .hasMessageContaining("id " + (int) handle)
                        .hasMessageContaining("isAlive");
        for (String part : why) {
            thrown.hasMessageContaining(part);
        }
    }

    @Test
    void theSuccessorOfAnIdIsAnotherEntity() {
        int first = world.create();
        long kept = handles.of(first);
        assertThat(handles.of(first)).isEqualTo(kept).isNotEqualTo(EntityHandles.NONE);
        assertThat(handles.id(kept)).isEqualTo(first);
        world.process();
        assertThat(handles.isAlive(kept)).isTrue();

        for (int i = 0; i < 3; i++) {
            world.delete(first);
            world.process();
            requireGone(kept);
            assertThat(world.create()).isEqualTo(first);
            requireGone(kept);
            assertThat(handles.of(first)).isNotEqualTo(kept);
            assertThat(handles.id(handles.of(first))).isEqualTo(first);
        }
    }

    @Test
    void anEntityIsGoneAtOnceWhereASystemDeletesItAndAtTheBoundaryWhereCommandsDo() {
        int one = world.create();
        int two = world.create();
        long kept = handles.of(one);
        long other = handles.of(two);
        tick(
                a -> {
                    world.delete(one);
                    requireGone(kept, "deleted in this tick, which is tick 0");
                    assertThatThrownBy(() -> handles.of(one))
                            .isInstanceOf(DeadEntityException.class);
                    a.commands.delete(two);
                    assertThat(handles.isAlive(other)).isTrue();
                },
                _ -> {
                    requireGone(kept, "tick 0", "Acting");
                    requireGone(other, "tick 0", "Acting");
                });

        requireGone(kept, "tick 0", "Acting");
        requireGone(other, "tick 0", "Acting");
    }

    @Test
    void anEntityThatIsMadeAndDeletedInOneTurnIsGone() {
        long[] kept = new long[2];
        tick(
                a -> {
                    int made = world.create();
                    kept[0] = handles.of(made);
                    world.delete(made);
                },
                _ -> {
                    int made = world.create();
                    kept[1] = handles.of(made);
                    world.delete(made);
                });

        requireGone(kept[0], "tick 0", "turn of Acting");
        requireGone(kept[1], "tick 0", "turn of Reacting");
        int next = world.create();
        requireGone(kept[0]);
        assertThat(handles.of(next)).isNotEqualTo(kept[0]);
    }

    @Test
    void whoDeletedItIsToldWhoeverItWas() {
        int between = world.create();
        int byListener = world.create();
        int trigger = world.create();
        List<Long> kept = new ArrayList<>();
        for (int entity : new int[] {between, byListener}) {
            kept.add(handles.of(entity));
        }
        world.process();
        world.getAspectSubscriptionManager()
                .get(Aspect.all(Position.class))
                .addSubscriptionListener(
                        new SubscriptionListener() {
                            @Override
                            public void inserted(IntBag entities) {
                                world.delete(byListener);
                            }

                            @Override
                            public void removed(IntBag entities) {}
                        });
        world.delete(between);
        tick(a -> a.positions.create(trigger));

        requireGone(kept.get(0), "before tick 1, between two ticks");
        requireGone(kept.get(1), "in tick 1, by a subscription listener");

        world.create();
        world.create();
        world.delete(between);
        world.process();
        requireGone(kept.get(0), "before tick 2", "later entity of that id");
    }

    @Test
    void aTickThatFailsKeepsItsDeadDeadAndNamed() {
        int entity = world.create();
        long kept = handles.of(entity);
        world.process();
        IllegalStateException failure = new IllegalStateException("on purpose");
        assertThatThrownBy(
                        () ->
                                tick(
                                        _ -> {
                                            world.delete(entity);
                                            throw failure;
                                        }))
                .isSameAs(failure);

        requireGone(kept, "tick 1", "Acting");
        world.process();
        requireGone(kept, "tick 1", "Acting");
        assertThat(world.create()).isEqualTo(entity);
        requireGone(kept, "tick 1", "Acting");
    }

    @Test
    void whatIsNoHandleIsSaidToBeNone() {
        assertThat(handles.isAlive(EntityHandles.NONE)).isFalse();
        assertThatThrownBy(() -> handles.id(EntityHandles.NONE))
                .isInstanceOf(DeadEntityException.class)
                .hasMessageContaining("NONE");
        for (long wrong : new long[] {7, -1, Integer.MIN_VALUE}) {
            assertThat(handles.isAlive(wrong)).isFalse();
            assertThatThrownBy(() -> handles.id(wrong))
                    .isInstanceOf(DeadEntityException.class)
                    .hasMessageContaining(wrong + " is no handle");
        }
        assertThatThrownBy(() -> handles.of(1_000_000))
                .isInstanceOf(DeadEntityException.class)
                .hasMessageContaining("1000000");
        assertThatThrownBy(() -> handles.of(-1)).isInstanceOf(DeadEntityException.class);
    }

    @Test
    void aHandleOfANumberIsRefused() {
        tick(
                a -> {
                    int number = a.commands.create();
                    assertThatThrownBy(() -> handles.of(number))
                            .isInstanceOf(DeadEntityException.class)
                            .hasMessageContaining("Commands.create has yet to create");
                });
    }

    @Test
    void aColumnOfHandlesStartsWithNoneAndIsAColumnLikeAnother() {
        int one = world.create();
        int two = world.create();
        acting.aims.create(one);
        assertThat(acting.aim.target.get(one)).isEqualTo(EntityHandles.NONE);

        acting.aim.target.set(one, handles.of(two));

        assertThat(handles.id(acting.aim.target.get(one))).isEqualTo(two);
        assertThat(acting.aim.target).hasToString("column Aim.target of length 129");
        acting.aims.remove(one);
        acting.aims.create(one);
        assertThat(acting.aim.target.get(one)).isEqualTo(EntityHandles.NONE);
    }

    @Test
    void commandsTakeHandlesAndLeaveOutThoseOfEntitiesThatAreGone() {
        int gone = world.create();
        int here = world.create();
        long lost = handles.of(gone);
        long kept = handles.of(here);
        world.process();
        world.delete(gone);
        world.process();
        int successor = world.create();
        assertThat(successor).isEqualTo(gone);
        acting.positions.create(successor);
        tick(
                a -> {
                    a.commands.add(kept, a.position);
                    a.commands.set(kept, a.position.x, 3f);
                    a.commands.add(kept, a.aims);
                    a.commands.set(kept, a.aim.target, successor);
                    a.commands.add(lost, a.aim);
                    a.commands.set(lost, a.position.x, 9f);
                    a.commands.remove(lost, a.position);
                    a.commands.remove(lost, a.positions);
                    a.commands.delete(lost);
                    assertThatThrownBy(() -> a.commands.delete(EntityHandles.NONE))
                            .isInstanceOf(DeadEntityException.class)
                            .hasMessageContaining("NONE");
                    assertThatThrownBy(() -> a.commands.delete((long) here))
                            .isInstanceOf(DeadEntityException.class)
                            .hasMessageContaining("is no handle");
                });

        assertThat(acting.commands.skipped()).isEqualTo(5);
        assertThat(acting.position.x.get(here)).isEqualTo(3f);
        assertThat(acting.aim.target.get(here)).isEqualTo(handles.of(successor));
        assertThat(acting.aims.has(successor)).isFalse();
        assertThat(acting.positions.has(successor)).isTrue();
        assertThat(acting.position.x.get(successor)).isEqualTo(0f);

        tick(
                a -> {
                    a.commands.remove(kept, a.position);
                    a.commands.delete(handles.of(successor));
                });
        assertThat(acting.positions.has(here)).isFalse();
        assertThat(handles.isAlive(kept)).isTrue();
        assertThat(world.getEntityManager().isActive(successor)).isFalse();
    }

    @Test
    void columnsOfEveryTypeAreSetByHandle() {
        int entity = world.create();
        long handle = handles.of(entity);
        long other = handles.of(world.create());
        tick(
                a -> {
                    a.commands.add(handle, a.kinds);
                    a.commands.set(handle, a.kinds.floats, -1.5f);
                    a.commands.set(handle, a.kinds.ints, 1_000_000);
                    a.commands.set(handle, a.kinds.longs, Long.MIN_VALUE + 1);
                    a.commands.set(handle, a.kinds.doubles, 0.1);
                    a.commands.set(handle, a.kinds.shorts, Short.MIN_VALUE);
                    a.commands.set(handle, a.kinds.bytes, (byte) -3);
                    a.commands.add(handle, a.aim);
                    a.commands.set(handle, a.aim.target, other);
                });

        Kinds kinds = acting.kinds;
        assertThat(kinds.floats.get(entity)).isEqualTo(-1.5f);
        assertThat(kinds.ints.get(entity)).isEqualTo(1_000_000);
        assertThat(kinds.longs.get(entity)).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(kinds.doubles.get(entity)).isEqualTo(0.1);
        assertThat(kinds.shorts.get(entity)).isEqualTo(Short.MIN_VALUE);
        assertThat(kinds.bytes.get(entity)).isEqualTo((byte) -3);
        assertThat(acting.aim.target.get(entity)).isEqualTo(other);
    }

    @Test
    void aColumnOfHandlesGetsTheHandleOfAnEntityThatCommandsMake() {
        int one = world.create();
        int two = world.create();
        tick(
                a -> {
                    int made = a.commands.create();
                    a.commands.add(made, a.position);
                    a.commands.add(one, a.aim);
                    a.commands.set(one, a.aim.target, made);
                    int doomed = a.commands.create();
                    a.commands.delete(doomed);
                    a.commands.add(two, a.aim);
                    a.commands.set(two, a.aim.target, doomed);
                });

        IntBag made =
                world.getAspectSubscriptionManager().get(Aspect.all(Position.class)).getEntities();
        assertThat(handles.id(acting.aim.target.get(one))).isEqualTo(made.get(0));
        assertThat(acting.aim.target.get(two)).isEqualTo(EntityHandles.NONE);
    }

    @Test
    void anEventKeepsAHandleOverTicks() {
        int one = world.create();
        int two = world.create();
        List<Boolean> alive = new ArrayList<>();
        tick(
                _ -> {},
                r -> {
                    r.sightings.emit().who = handles.of(one);
                    r.sightings.emit().who = handles.of(two);
                });
        world.delete(one);
        tick(a -> a.sightings.forEach(event -> alive.add(handles.isAlive(event.who))));

        assertThat(alive).containsExactly(false, true);
    }

    @Test
    void frameComponentsHaveColumnsOfHandlesToo() {
        int one = world.create();
        int two = world.create();
        tick(
                a -> a.touch.by.set(a.touch.touch(one), handles.of(two)),
                r -> assertThat(handles.id(r.touch.by.get(one))).isEqualTo(two));
        tick(a -> assertThat(a.touch.by.get(a.touch.touch(one))).isEqualTo(EntityHandles.NONE));
    }

    @Test
    void handlesAreThereForCodeThatNothingIsInjectedInto() {
        int entity = world.create();
        assertThat(EntityHandles.ofWorld(world).of(entity)).isEqualTo(handles.of(entity));
    }
}
