package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Aspect;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.error.NoTickException;
import dev.mayfly.ecs.error.UnknownNumberException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** What a parallel system processes, and what its workers have. */
class ParallelSpanSystemTest extends WorldTest {

    private static final int ENTITIES = 200;

    private final Bodies bodies = new Bodies();
    private final Recording later = new Recording();

    private World populated(MayflyPlugin plugin, Bodies system) {
        World world =
                new World(new WorldConfigurationBuilder().with(plugin).with(system, later).build());
        for (int i = 0; i < ENTITIES; i++) {
            mapper(world, Position.class).create(world.create());
        }
        return world;
    }

    private static IntBag living(World world, Aspect.Builder aspect) {
        return world.getAspectSubscriptionManager().get(aspect).getEntities();
    }

    // --- spans

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void everyEntityThatMatchesIsProcessedOnce(int threads) {
        World world = populated(plugin().workers(threads), bodies);
        for (int e = 5; e < ENTITIES; e += 7) {
            mapper(world, Position.class).remove(e);
        }
        AtomicIntegerArray seen = new AtomicIntegerArray(ENTITIES);
        bodies.body =
                (from, to, _) -> {
                    for (int e = from; e < to; e++) {
                        seen.incrementAndGet(e);
                    }
                };

        world.process();
        world.process();

        for (int e = 0; e < ENTITIES; e++) {
            assertThat(seen.get(e)).isEqualTo(e >= 5 && (e - 5) % 7 == 0 ? 0 : 2);
        }
        world.dispose();
    }

    @Test
    void spansAreCutAtTheGrainAndNowhereElse() {
        List<String> spans = Collections.synchronizedList(new ArrayList<>());
        bodies.body = (from, to, _) -> spans.add(from + "-" + to);
        bodies.grain = 64;
        World world = populated(plugin().workers(2), bodies);
        mapper(world, Position.class).remove(100);

        world.process();

        // 64 entities after the first 64: those up to 127, and 128 in the place of 100.
        assertThat(spans)
                .containsExactlyInAnyOrder("0-64", "64-100", "101-129", "129-193", "193-200");
        world.dispose();
    }

    /** One that has a path for single entities. */
    static final class Mixed extends Bodies {
        final AtomicIntegerArray single = new AtomicIntegerArray(ENTITIES);

        @Override
        protected void process(int entityId, SpanWorker worker) {
            single.incrementAndGet(entityId);
        }
    }

    @Test
    void shortSpansGoEntityByEntityWhereThereIsAPathForThem() {
        List<String> spans = Collections.synchronizedList(new ArrayList<>());
        Mixed mixed = new Mixed();
        mixed.grain = 100;
        mixed.body = (from, to, _) -> spans.add(from + "-" + to);
        World world = populated(plugin().workers(2), mixed);
        mapper(world, Position.class).remove(150);

        world.process();

        assertThat(spans).containsExactly("0-100");
        for (int e = 100; e < ENTITIES; e++) {
            assertThat(mixed.single.get(e)).isEqualTo(e == 150 ? 0 : 1);
        }
        world.dispose();
    }

    @Test
    void bodiesRunAtOnce() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        Set<Integer> workers = ConcurrentHashMap.newKeySet();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        bodies.body =
                (_, _, worker) -> {
                    workers.add(worker.index());
                    threads.add(Thread.currentThread());
                    both.countDown();
                    await(both);
                };
        bodies.grain = ENTITIES / 2;
        World world = populated(plugin().workers(2), bodies);

        world.process();

        assertThat(workers).containsExactlyInAnyOrder(0, 1);
        assertThat(threads).hasSize(2).contains(Thread.currentThread());
        world.dispose();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // --- memory

    @Test
    void whatABodyTakesLivesToTheEndOfTheTick() {
        List<Floats> taken = Collections.synchronizedList(new ArrayList<>());
        bodies.body =
                (from, _, worker) -> {
                    Floats floats = worker.frame().floats(8);
                    floats.set(0, from);
                    taken.add(floats);
                };
        World world = populated(plugin().workers(2), bodies);
        later.tick(_ -> assertThat(taken).hasSize(13).allMatch(floats -> floats.length() == 8));

        assertThatThrownBy(() -> taken.get(0).get(0)).isInstanceOf(ExpiredException.class);
        world.dispose();
    }

    @Test
    void whatABodyOfAFrameScopedSystemTakesLivesToTheEndOfItsTurn() {
        List<Floats> taken = Collections.synchronizedList(new ArrayList<>());
        Bodies.Scoped scoped = new Bodies.Scoped();
        scoped.body = (_, _, worker) -> taken.add(worker.frame().floats(8));
        scoped.after =
                () ->
                        assertThatThrownBy(() -> taken.get(0).get(0))
                                .isInstanceOf(ExpiredException.class);
        World world = populated(plugin().workers(2), scoped);

        world.process();

        assertThat(taken).hasSize(13);
        world.dispose();
    }

    @Test
    void theBudgetOfASystemIsForEachOfItsWorkers() {
        Bodies.Scoped scoped = new Bodies.Scoped();
        scoped.body = (_, _, worker) -> worker.frame().floats(4_000);
        World world = populated(plugin().workers(2), scoped);

        assertThatThrownBy(world::process)
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Scoped");

        scoped.body = (_, _, worker) -> worker.frame().floats(40);
        world.process();
        world.dispose();
    }

    // --- commands and events

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void commandsAreCarriedOutInTheOrderOfTheSpans(int threads) {
        bodies.body =
                (from, to, worker) -> {
                    for (int e = from; e < to; e++) {
                        int made = worker.commands().create();
                        worker.commands().add(made, bodies.velocity);
                        worker.commands().set(made, bodies.velocity.x, e);
                        // All write to one row: the last wins.
                        worker.commands().set(0, bodies.position.y, e);
                    }
                };
        World world = populated(plugin().workers(threads), bodies);

        world.process();

        IntBag made = living(world, Aspect.all(Velocity.class));
        assertThat(made.size()).isEqualTo(ENTITIES);
        for (int i = 0; i < ENTITIES; i++) {
            assertThat(made.get(i)).isEqualTo(ENTITIES + i);
            assertThat(bodies.velocity.x.get(made.get(i))).isEqualTo(i);
        }
        assertThat(bodies.position.y.get(0)).isEqualTo(ENTITIES - 1f);
        world.dispose();
    }

    @Test
    void commandsBeforeAndAfterTheLoopKeepTheirPlace() {
        bodies.before = () -> bodies.commands.set(0, bodies.position.x, 1f);
        bodies.body =
                (from, _, worker) -> {
                    if (from == 0) {
                        worker.commands().set(0, bodies.position.x, bodies.position.x.get(0) + 2f);
                        worker.commands().set(1, bodies.position.x, 2f);
                    }
                };
        bodies.after = () -> bodies.commands.set(1, bodies.position.x, 3f);
        World world = populated(plugin().workers(2), bodies);

        world.process();

        assertThat(bodies.position.x.get(0)).isEqualTo(2f);
        assertThat(bodies.position.x.get(1)).isEqualTo(3f);
        world.dispose();
    }

    @Test
    void aNumberIsGoodInItsChunkOnly() {
        int[] kept = new int[1];
        List<Throwable> refused = Collections.synchronizedList(new ArrayList<>());
        bodies.body =
                (from, _, worker) -> {
                    if (from == 0) {
                        kept[0] = worker.commands().create();
                        worker.commands().add(kept[0], bodies.velocity);
                    } else {
                        worker.commands().create();
                        assertThatThrownBy(() -> worker.commands().delete(kept[0]))
                                .isInstanceOf(UnknownNumberException.class);
                        refused.add(new AssertionError());
                    }
                };
        World world = populated(plugin().workers(1), bodies);

        world.process();

        assertThat(refused).hasSize(12);
        assertThat(living(world, Aspect.all(Velocity.class)).size()).isEqualTo(1);
        world.dispose();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void eventsComeInTheOrderOfTheSpansAmongThoseOfOthers(int threads) {
        bodies.before = () -> bodies.pings.emit().entity = -1;
        bodies.body =
                (from, to, worker) -> {
                    FrameEvents<TeemingWorld.Ping> mine = worker.events(bodies.pings);
                    for (int e = from; e < to; e++) {
                        mine.emit().entity = e;
                    }
                    assertThat(bodies.pings.size()).isEqualTo(1);
                };
        bodies.after = () -> bodies.pings.emit().entity = -2;
        World world = populated(plugin().workers(threads), bodies);
        for (int tick = 0; tick < 3; tick++) {
            later.tick(
                    _ -> {
                        FrameEvents<TeemingWorld.Ping> all = bodies.pings;
                        assertThat(all.size()).isEqualTo(ENTITIES + 2);
                        assertThat(all.get(0).entity).isEqualTo(-1);
                        for (int i = 0; i < ENTITIES; i++) {
                            assertThat(all.get(i + 1).entity).isEqualTo(i);
                        }
                        assertThat(all.get(ENTITIES + 1).entity).isEqualTo(-2);
                    });
        }
        world.dispose();
    }

    // --- teams

    @Test
    void aTeamThatWasGivenIsUsedAndLeftOpen() {
        try (FrameTeam team = FrameTeam.create(memory, 3)) {
            World world = populated(plugin().team(team), bodies);
            bodies.body = (_, _, worker) -> assertThat(worker.index()).isBetween(0, 2);

            world.process();
            world.dispose();

            try (TeamFrame _ = team.begin()) {
                assertThat(team.used()).isZero();
            }
        }
    }

    @Test
    void withoutAWordTheCommonPoolIsUsed() {
        World world = populated(plugin(), bodies);
        Set<Integer> workers = ConcurrentHashMap.newKeySet();
        bodies.body = (_, _, worker) -> workers.add(worker.index());

        world.process();

        assertThat(workers).isNotEmpty();
        world.dispose();
    }

    @Test
    void aTeamWhoseFrameIsOpenElsewhereIsNamedAndTheNextTickWorks() {
        try (FrameTeam team = FrameTeam.create(memory, 2)) {
            World world = populated(plugin().team(team), bodies);
            List<Integer> turns = Collections.synchronizedList(new ArrayList<>());
            bodies.body = (from, _, _) -> turns.add(from);
            try (TeamFrame _ = team.begin()) {
                assertThatThrownBy(world::process).isInstanceOf(FrameOpenException.class);
            }
            assertThat(turns).isEmpty();

            world.process();

            assertThat(turns).hasSize(13);
            world.dispose();
        }
    }

    @Test
    void aWorldInAWorldsTickSharesTheFrameOfItsOwnTeamAlone() {
        World world = populated(plugin().workers(2), bodies);
        Bodies.Scoped inner = new Bodies.Scoped();
        World other =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().workers(2))
                                .with(inner)
                                .build());
        mapper(other, Position.class).create(other.create());
        inner.body = (_, _, worker) -> worker.commands().create();
        bodies.after = other::process;

        world.process();

        assertThat(living(other, Aspect.all()).size()).isEqualTo(2);
        world.dispose();
        other.dispose();
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThatThrownBy(() -> new MayflyPlugin().workers(0))
                .isInstanceOf(InvalidSizeException.class);
        assertThatThrownBy(() -> new MayflyPlugin().workers(40_000))
                .isInstanceOf(InvalidSizeException.class);
        bodies.grain = 0;
        World world = populated(plugin().workers(1), bodies);
        assertThatThrownBy(world::process)
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("grain");
        world.dispose();
    }

    @Test
    void aWorldWithoutThePluginIsNamed() {
        assertThatThrownBy(
                        () -> new World(new WorldConfigurationBuilder().with(new Bodies()).build()))
                .isInstanceOf(NoPluginException.class)
                .hasMessageContaining("ParallelSpanSystem");
    }

    @Test
    void aSystemThatIsRunOutsideOfATickIsNamed() {
        World world = populated(plugin().workers(2), bodies);

        assertThatThrownBy(bodies::process)
                .isInstanceOf(NoTickException.class)
                .hasMessageContaining("Bodies");

        world.process();
        world.dispose();
    }
}
