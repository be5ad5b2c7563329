package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.annotations.All;
import com.artemis.annotations.EntityId;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.DeadEntityException;
import dev.mayfly.ecs.error.StrayNumberException;
import dev.mayfly.ecs.error.UnknownNumberException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The number of an entity that commands are to create becomes the entity's id wherever ids are
 * kept, or is named as what it is.
 */
class CommandNumbersTest extends WorldTest {

    /** Whose child an entity is. */
    public static class Child extends SoaComponent {
        @EntityId public final Ints parent = ints(-1);
        public final Ints team = ints();
    }

    /** That an entity was made. */
    public static class Spawned implements Poolable {
        @EntityId public int entity;
        @EntityId public IntBag others = new IntBag();
        public int count;

        @Override
        public void reset() {
            entity = -1;
            others.setSize(0);
            count = 0;
        }
    }

    /** As {@link Spawned}, until the emitter's next turn, and with its id out of sight. */
    @Lifetime(ticks = 2)
    public static class Seen extends SeenBefore {

        @Override
        public void reset() {
            at(-1);
        }
    }

    /** The part of {@link Seen} that has the id. */
    public abstract static class SeenBefore implements Poolable {
        @EntityId private int entity;

        final void at(int value) {
            entity = value;
        }

        final int at() {
            return entity;
        }
    }

    /** By whom an entity was touched. */
    public static class Touched extends FrameComponent {
        @EntityId public final Ints by = ints(-1);
    }

    /** Does in its turn what a test says. */
    static class Making extends BaseSystem {
        Commands commands;
        Position position;
        Child child;
        Touched touched;
        SoaMapper<Position> positions;
        ComponentMapper<Recording.Name> names;
        FrameMapper<Spawned> spawnedOf;
        FrameEvents<Spawned> spawned;
        FrameEvents<Seen> seen;
        @Nullable Consumer<Making> turn;

        @Override
        protected void processSystem() {
            Consumer<Making> now = turn;
            turn = null;
            if (now != null) {
                now.accept(this);
            }
        }
    }

    /** Comes after it. */
    static class Looking extends Making {}

    /** Makes a child and its parent for each entity, on whichever worker, and tells of both. */
    @All(Position.class)
    static class Budding extends ParallelSpanSystem {
        Position position;
        Child child;
        FrameEvents<Spawned> spawned;
        boolean active;

        @Override
        protected int grain() {
            return 16;
        }

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            for (int e = from; active && e < to; e++) {
                Commands commands = worker.commands();
                int parent = commands.create();
                int made = commands.create();
                commands.add(made, child);
                commands.set(made, child.parent, parent);
                commands.set(made, child.team, e);
                Spawned event = worker.events(spawned).emit();
                event.entity = made;
                event.others.add(parent);
                event.count = e;
            }
        }
    }

    private final Making making = new Making();
    private final Looking looking = new Looking();
    private final Budding budding = new Budding();
    private final World world = world(making, budding, looking);

    private void tick(Consumer<Making> one, Consumer<Making> two) {
        making.turn = one;
        looking.turn = two;
        world.process();
    }

    private void tick(Consumer<Making> one) {
        tick(one, _ -> {});
    }

    private IntBag living(Aspect.Builder aspect) {
        return world.getAspectSubscriptionManager().get(aspect).getEntities();
    }

    // --- becomes an id

    @Test
    void aColumnOfIdsGetsTheIdOfAnEntityThatIsMadeLaterOrEarlier() {
        world.create();
        tick(
                m -> {
                    int parent = m.commands.create();
                    m.commands.add(parent, m.position);
                    int second = m.commands.create();
                    m.commands.add(second, m.child);
                    m.commands.set(second, m.child.parent, parent);
                    int first = m.commands.create();
                    m.commands.add(parent, m.child);
                    m.commands.set(parent, m.child.parent, first);
                });

        int parent = living(Aspect.all(Position.class)).get(0);
        int second = living(Aspect.all(Child.class).exclude(Position.class)).get(0);
        assertThat(making.child.parent.get(second)).isEqualTo(parent);
        assertThat(making.child.parent.get(parent)).isEqualTo(second + 1);
    }

    @Test
    void aColumnOfIdsTakesIdsAndNoneAsTheyAre() {
        int parent = world.create();
        int one = world.create();
        int two = world.create();
        tick(
                m -> {
                    m.commands.create();
                    m.commands.add(one, m.child);
                    m.commands.set(one, m.child.parent, parent);
                    m.commands.add(two, m.child);
                    m.commands.set(two, m.child.parent, -1);
                    m.commands.set(two, m.child.team, Integer.MIN_VALUE);
                });

        assertThat(making.child.parent.get(one)).isEqualTo(parent);
        assertThat(making.child.parent.get(two)).isEqualTo(-1);
        assertThat(making.child.team.get(two)).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void eventsAndValuesHaveTheIdFromTheNextBoundaryOn() {
        int owner = world.create();
        List<Integer> ids = new ArrayList<>();
        tick(
                m -> {
                    int one = m.commands.create();
                    m.commands.add(one, m.position);
                    int two = m.commands.create();
                    m.commands.add(two, m.child);
                    Spawned event = m.spawned.emit();
                    event.entity = one;
                    event.others.add(two);
                    event.others.add(owner);
                    event.count = -1;
                    m.seen.emit().at(two);
                    m.spawnedOf.create(owner).entity = one;
                    m.touched.by.set(m.touched.touch(owner), two);
                },
                m -> {
                    Spawned event = m.spawned.get(0);
                    assertThat(event.count).isEqualTo(-1);
                    ids.add(event.entity);
                    ids.add(event.others.get(0));
                    ids.add(event.others.get(1));
                    ids.add(m.seen.get(0).at());
                    ids.add(m.spawnedOf.value(0).entity);
                    ids.add(m.touched.by.get(owner));
                });

        int one = living(Aspect.all(Position.class)).get(0);
        int two = living(Aspect.all(Child.class)).get(0);
        assertThat(ids).containsExactly(one, two, owner, two, one, two);
    }

    @Test
    void whatParallelBodiesMakeIsKnownByItsIdInColumnsAndEvents() {
        for (int i = 0; i < 500; i++) {
            making.positions.create(world.create());
        }
        budding.active = true;
        List<Integer> seen = new ArrayList<>();
        tick(
                _ -> {},
                m ->
                        m.spawned.forEach(
                                event -> {
                                    int made = event.entity;
                                    assertThat(m.child.team.get(made)).isEqualTo(event.count);
                                    assertThat(m.child.parent.get(made))
                                            .isEqualTo(event.others.get(0))
                                            .isEqualTo(made - 1);
                                    seen.add(made);
                                }));

        assertThat(seen).hasSize(500).isSorted();
    }

    // --- is named

    @Test
    void aColumnThatDoesNotHoldIdsRefusesANumberAtItsLineAndTakesItWhereItIsNone() {
        int entity = world.create();
        int[] stale = new int[1];
        tick(
                m -> {
                    int number = m.commands.create();
                    stale[0] = number;
                    m.commands.add(entity, m.child);
                    assertThatThrownBy(() -> m.commands.set(entity, m.child.team, number))
                            .isInstanceOf(StrayNumberException.class)
                            .hasMessageContaining("Child.team")
                            .hasMessageContaining(String.valueOf(number))
                            .hasMessageContaining("@EntityId");
                });
        tick(
                m -> {
                    m.commands.set(entity, m.child.team, stale[0]);
                    assertThatThrownBy(() -> m.commands.set(entity, m.child.parent, stale[0]))
                            .isInstanceOf(UnknownNumberException.class)
                            .hasMessageContaining("same turn");
                });

        assertThat(making.child.team.get(entity)).isEqualTo(stale[0]);
    }

    @Test
    void aNumberInTheUsualPlaceOfAnIdIsSaidToBeOne() {
        int entity = world.create();
        making.positions.create(entity);
        tick(
                m -> {
                    int number = m.commands.create();
                    requireNamed(
                            OutOfBoundsException.class, number, () -> m.position.x.get(number));
                    requireNamed(
                            OutOfBoundsException.class, number, () -> m.position.x.set(number, 1f));
                    requireNamed(
                            OutOfBoundsException.class, number, () -> m.touched.by.get(number));
                    requireNamed(DeadEntityException.class, number, () -> m.positions.get(number));
                    requireNamed(DeadEntityException.class, number, () -> m.positions.has(number));
                    requireNamed(
                            DeadEntityException.class, number, () -> m.positions.create(number));
                    requireNamed(
                            DeadEntityException.class, number, () -> m.positions.remove(number));
                    requireNamed(
                            DeadEntityException.class, number, () -> m.spawnedOf.create(number));
                    requireNamed(DeadEntityException.class, number, () -> m.spawnedOf.has(number));
                    requireNamed(DeadEntityException.class, number, () -> m.touched.touch(number));
                    if (Safety.CHECKED) {
                        requireNamed(DeadEntityException.class, number, () -> m.names.get(number));
                        requireNamed(
                                DeadEntityException.class, number, () -> m.names.create(number));
                    }
                });
    }

    private static void requireNamed(
            Class<? extends MayflyException> type, int number, ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOf(type)
                .hasMessageContaining(String.valueOf(number))
                .hasMessageContaining("Commands.create has yet to create");
    }

    @Test
    void minusOneIsNoNumber() {
        tick(
                m -> {
                    assertThat(m.commands.create()).isLessThan(-1);
                    assertThatThrownBy(() -> m.commands.delete(-1))
                            .isInstanceOf(UnknownNumberException.class)
                            .hasMessageContaining("-1 is neither an id nor a number");
                    assertThatThrownBy(() -> m.position.x.get(-1))
                            .isInstanceOf(OutOfBoundsException.class)
                            .hasMessageNotContaining("Commands");
                });
    }

    @Test
    void aNumberThatIsWrittenToAColumnOfIdsDirectlyIsFoundFromCheckedOn() {
        int entity = world.create();
        world.getMapper(Child.class).create(entity);

        ThrowingCallable tick = () -> tick(m -> m.child.parent.set(entity, m.commands.create()));

        if (Safety.CHECKED) {
            assertThatThrownBy(tick)
                    .isInstanceOf(StrayNumberException.class)
                    .hasMessageContaining("Child.parent")
                    .hasMessageContaining("entity " + entity)
                    .hasMessageContaining("Commands.set");
        } else {
            org.assertj.core.api.Assertions.assertThatCode(tick).doesNotThrowAnyException();
        }
    }
}
