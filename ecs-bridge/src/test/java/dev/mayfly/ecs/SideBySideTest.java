package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.annotations.SkipWire;
import com.artemis.utils.IntBag;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Scratch;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.ecs.error.ParallelMisuseException;
import dev.mayfly.ecs.error.UndeclaredReadException;
import dev.mayfly.ecs.error.UndeclaredWriteException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

class SideBySideTest extends WorldTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    public static class Plain extends Component {}

    /** Does what a test tells it. */
    abstract static class Told extends BaseSystem {
        FrameArena frame;
        @SkipWire Consumer<World> turn = _ -> {};
        @SkipWire int turns;

        @Override
        protected void processSystem() {
            turns++;
            turn.accept(world);
        }
    }

    @Writes(Position.class)
    static class First extends Told {
        Position position;
    }

    @Writes(Velocity.class)
    static class Second extends Told {
        Velocity velocity;
    }

    @FrameScoped(budget = "16 KiB")
    @Writes(Score.class)
    static class Third extends Told {
        Score score;
    }

    @Reads({Position.class, Velocity.class, Score.class})
    @Writes({})
    static class Later extends Told {}

    private final First first = new First();
    private final Second second = new Second();
    private final Third third = new Third();
    private final Later later = new Later();

    private World beside(int workers) {
        return build(plugin().sideBySide().workers(workers));
    }

    private World build(MayflyPlugin plugin) {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin)
                                .with(first, second, third, later)
                                .build());
        int entity = world.create();
        mapper(world, Position.class).create(entity);
        world.create();
        world.getMapper(Plain.class).create(entity);
        world.process();
        return world;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("nobody else came", e);
        }
    }

    @Test
    void systemsThatDoNotConflictRunAtOnceAndOthersWait() {
        World world = beside(3);
        CyclicBarrier all = new CyclicBarrier(3);
        boolean[] done = new boolean[3];
        first.turn = _ -> done[0] = met(all);
        second.turn = _ -> done[1] = met(all);
        third.turn = _ -> done[2] = met(all);
        boolean[] seen = new boolean[3];
        later.turn = _ -> System.arraycopy(done, 0, seen, 0, 3);

        world.process();

        assertThat(seen).containsExactly(true, true, true);
        world.dispose();
    }

    private static boolean met(CyclicBarrier barrier) {
        await(barrier);
        return true;
    }

    @Test
    void offEachRunsOnTheTickingThreadInItsArena() {
        World world = build(plugin().workers(4));
        Thread ticking = Thread.currentThread();
        StringBuilder order = new StringBuilder();
        for (Told system : new Told[] {first, second, third, later}) {
            system.turn =
                    _ -> {
                        assertThat(Thread.currentThread()).isSameAs(ticking);
                        assertThat(system.frame).isSameAs(arena);
                        order.append(system.getClass().getSimpleName()).append(' ');
                    };
        }

        world.process();

        assertThat(order).hasToString("First Second Third Later ");
        world.dispose();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void memoryLivesAsLongAsOtherwise(int workers) {
        World world = beside(workers);
        Ints[] taken = new Ints[3];
        first.turn = _ -> taken[0] = filled(first.frame, 1);
        second.turn = _ -> taken[1] = filled(second.frame, 2);
        third.turn = _ -> taken[2] = filled(third.frame, 3);
        later.turn =
                _ -> {
                    assertThat(taken[0].get(99)).isEqualTo(1);
                    assertThat(taken[1].get(99)).isEqualTo(2);
                    assertThatThrownBy(() -> taken[2].get(99)).isInstanceOf(ExpiredException.class);
                };

        world.process();

        assertThat(later.turns).isEqualTo(2);
        for (Ints ended : taken) {
            assertThatThrownBy(() -> ended.get(0)).isInstanceOf(ExpiredException.class);
        }
        assertThat(first.frame).isSameAs(arena);
        assertThat(second.frame).isSameAs(arena);
        world.dispose();
    }

    private static Ints filled(FrameArena frame, int value) {
        Ints ints = frame.ints(100);
        ints.fill(value);
        return ints;
    }

    @Test
    void aBudgetHolds() {
        World world = beside(2);
        third.turn = _ -> third.frame.ints(10_000);

        assertThatThrownBy(world::process)
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Third");

        third.turn = _ -> third.frame.ints(1_000);
        world.process();
        world.dispose();
    }

    @Test
    void aTeamMayBeGiven() {
        try (FrameTeam team = FrameTeam.create(memory, 2)) {
            World world = build(plugin().sideBySide().team(team));
            CyclicBarrier both = new CyclicBarrier(2);
            first.turn = _ -> await(both);
            second.turn = _ -> await(both);

            world.process();

            assertThat(first.turns).isEqualTo(2);
            world.dispose();
        }
    }

    @Test
    void listsOfEntitiesAreBuiltBeforeAGroupRuns() {
        World world = beside(2);
        IntBag entities =
                world.getAspectSubscriptionManager().get(Aspect.all(Position.class)).getEntities();
        assertThat(entities.size()).isEqualTo(1);
        mapper(world, Position.class).create(1);
        int[] seen = new int[1];
        // Not asked for again: asking builds the list, and two systems may ask at once.
        second.turn = _ -> seen[0] = entities.size();

        world.process();

        assertThat(seen).containsExactly(2);
        world.dispose();
    }

    /** A structural change that is not recorded. */
    enum Change {
        CREATE(World::create),
        DELETE(world -> world.delete(0)),
        GIVE(world -> world.getMapper(Position.class).create(1)),
        TAKE(world -> world.getMapper(Position.class).remove(0)),
        GIVE_PLAIN(world -> world.getMapper(Plain.class).create(1)),
        TAKE_PLAIN(world -> world.getMapper(Plain.class).remove(0)),
        EDIT(world -> world.edit(0).remove(Position.class));

        @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
        final Consumer<World> turn;

        Change(Consumer<World> turn) {
            this.turn = turn;
        }
    }

    @Writes({Position.class, Plain.class})
    static class Structural extends Told {}

    @ParameterizedTest
    @EnumSource
    void structureChangesByCommandsAlone(Change change) {
        Structural structural = new Structural();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().sideBySide().workers(2))
                                .with(structural, second)
                                .build());
        world.create();
        world.create();
        world.getMapper(Position.class).create(0);
        ComponentMapper<Plain> plain = world.getMapper(Plain.class);
        plain.create(0);
        structural.turn = change.turn;

        assertThatExceptionOfType(ParallelMisuseException.class)
                .isThrownBy(world::process)
                .withMessageContaining("while systems run side by side")
                .withMessageContaining("Commands")
                .withMessageContaining("@Exclusive");

        structural.turn = _ -> {};
        world.process();
        assertThat(mapper(world, Position.class).has(0)).isTrue();
        assertThat(mapper(world, Position.class).has(1)).isFalse();
        assertThat(plain.has(0)).isTrue();
        assertThat(plain.has(1)).isFalse();
        assertThat(world.create()).isEqualTo(2);
        world.dispose();
    }

    @Test
    void anExceptionComesOutWhenTheOthersAreDone() {
        World world = beside(2);
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException other = new IllegalStateException("other");
        second.turn =
                _ -> {
                    second.frame.scope();
                    second.frame.ints(10);
                    throw one;
                };
        third.turn =
                _ -> {
                    throw other;
                };

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(world::process).isSameAs(one).hasSuppressedException(other);
            assertThat(arena.depth()).isZero();
        }

        assertThat(first.turns).isEqualTo(11);
        assertThat(later.turns).isEqualTo(1);
        second.turn = _ -> second.frame.ints(10).set(9, 1);
        third.turn = _ -> {};
        world.process();
        assertThat(later.turns).isEqualTo(2);
        assertThat(second.frame).isSameAs(arena);
        world.dispose();
    }

    @Test
    void aScopeThatIsLeftOpenIsNamed() {
        World world = beside(2);
        second.turn = _ -> second.frame.scope();

        assertThatThrownBy(world::process)
                .isInstanceOf(ScopeOrderException.class)
                .hasMessageContaining("Second");

        second.turn = _ -> {};
        world.process();
        world.dispose();
    }

    @Test
    void undeclaredAccessIsCaughtFromCheckedOn() {
        assumeTrue(Safety.CHECKED);
        World world = beside(2);
        Position position = mapper(world, Position.class).store();
        second.turn = _ -> position.x.set(0, 1f);
        assertThatExceptionOfType(UndeclaredWriteException.class)
                .isThrownBy(world::process)
                .withMessageContaining("Second wrote to column Position.x")
                .withMessageContaining("does not declare that it uses Position");

        second.turn = _ -> position.x.get(0);
        assertThatExceptionOfType(UndeclaredReadException.class)
                .isThrownBy(world::process)
                .withMessageContaining("Second read column Position.x")
                .withMessageContaining("Add Position.class to its @Reads");

        second.turn = _ -> world.getMapper(Plain.class).get(0);
        assertThatThrownBy(world::process).isInstanceOf(UndeclaredReadException.class);

        second.turn = _ -> {};
        first.turn = _ -> position.x.set(0, 1f);
        later.turn = _ -> position.x.get(0);
        world.process();
        world.dispose();
    }

    @Test
    void aTickInsideOfASystemIsRefused() {
        World world = beside(2);
        first.turn = World::process;

        assertThatThrownBy(world::process).isInstanceOf(ParallelMisuseException.class);

        first.turn = _ -> {};
        world.process();
        world.dispose();
    }

    @Writes(Score.class)
    static class Recording extends Told {
        Commands commands;
        Position position;
        @SkipWire Archetype[] archetypes = new Archetype[1];

        @Override
        protected void initialize() {
            archetypes[0] = new ArchetypeBuilder().add(Position.class).build(world);
        }
    }

    @Test
    void commandsAreReplayedBeforeTheNextSystem() {
        Recording recording = new Recording();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().sideBySide().workers(2))
                                .with(second, recording, later)
                                .build());
        CyclicBarrier both = new CyclicBarrier(2);
        second.turn = _ -> await(both);
        Commands[] used = new Commands[2];
        recording.turn =
                _ -> {
                    await(both);
                    used[0] = recording.commands;
                    int made = recording.commands.create(recording.archetypes[0]);
                    recording.commands.set(made, recording.position.x, 5f);
                };
        float[] seen = new float[1];
        later.turn = _ -> seen[0] = recording.position.x.get(0);

        world.process();

        assertThat(seen).containsExactly(5f);
        assertThat(recording.commands).isNotSameAs(used[0]);
        world.dispose();
    }

    @Writes(Score.class)
    static class Asking extends Told {
        @All(Position.class)
        EntityQuery query;
    }

    @Test
    void aQueryTakesItsResultsFromTheThreadThatAsks() {
        Asking asking = new Asking();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().sideBySide().workers(2))
                                .with(first, asking, later)
                                .build());
        mapper(world, Position.class).create(world.create());
        CyclicBarrier both = new CyclicBarrier(2);
        Ints[] found = new Ints[1];
        first.turn = _ -> await(both);
        asking.turn =
                _ -> {
                    await(both);
                    found[0] = asking.query.entities();
                };
        later.turn = _ -> assertThat(found[0].length()).isEqualTo(1);

        world.process();

        assertThat(later.turns).isEqualTo(1);
        try (FrameScope _ = arena.begin()) {
            assertThat(asking.query.entities().length()).isEqualTo(1);
        }
        world.dispose();
    }

    @Test
    void whatIsKeptForTheEngineIsTakenFromTheTickingThread() {
        World world = buildKept();
        Ints[] taken = new Ints[1];
        first.turn = _ -> taken[0] = filled(first.frame, 4);

        try (FrameScope _ = arena.begin()) {
            world.process();
            assertThat(taken[0].get(99)).isEqualTo(4);
        }
        world.dispose();
    }

    private World buildKept() {
        return new World(
                new WorldConfigurationBuilder()
                        .with(plugin().sideBySide().workers(2).keepUntilFrameEnd())
                        .with(first, second, later)
                        .build());
    }

    @Writes(Score.class)
    static class Owning extends Told {
        @SkipWire FrameArena own;
    }

    @Test
    void anArenaThatWasNotInjectedStays() {
        Owning owning = new Owning();
        try (Scratch scratch = memory.scratch("own")) {
            owning.own = scratch.arena();
            World world =
                    new World(
                            new WorldConfigurationBuilder()
                                    .with(plugin().sideBySide().workers(2))
                                    .with(first, owning)
                                    .build());
            owning.turn = _ -> assertThat(owning.own).isSameAs(scratch.arena());

            world.process();

            assertThat(owning.turns).isEqualTo(1);
            world.dispose();
        }
    }

    @Test
    void aDisabledSystemIsLeftOut() {
        World world = beside(2);
        second.setEnabled(false);

        world.process();

        assertThat(Arrays.asList(first.turns, second.turns, third.turns, later.turns))
                .containsExactly(2, 1, 2, 2);
        world.dispose();
    }

    @Test
    void aSteadyTickAllocatesNothingOnAnyThread() {
        assumeTrue(!Safety.CHECKED);
        World world = beside(2);
        mapper(world, Position.class).create(0);
        mapper(world, Velocity.class).create(0);
        mapper(world, Score.class).create(0);
        first.turn = _ -> first.position.x.set(0, first.frame.ints(100).get(3));
        second.turn = _ -> second.velocity.x.set(0, second.frame.ints(100).get(3));
        third.turn = _ -> third.score.points.set(0, third.frame.ints(100).get(3));

        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 400 && least > 0; attempt++) {
            long before = THREADS.getTotalThreadAllocatedBytes();
            for (int i = 0; i < 50; i++) {
                world.process();
            }
            least = Math.min(least, THREADS.getTotalThreadAllocatedBytes() - before);
        }

        assertThat(least).as("bytes in 50 ticks").isZero();
        world.dispose();
    }
}
