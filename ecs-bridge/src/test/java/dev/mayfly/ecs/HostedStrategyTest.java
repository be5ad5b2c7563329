package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.ArtemisPlugin;
import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.BaseSystem;
import com.artemis.InvocationStrategy;
import com.artemis.SystemInvocationStrategy;
import com.artemis.World;
import com.artemis.WorldConfiguration;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.error.StrategyConflictException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;

/** A strategy that somebody else registered runs within the plugin's ticks. */
class HostedStrategyTest extends HostedTest {

    // --- installation

    @Test
    void aStrategyIsRunWhereverItWasRegistered() {
        GuestStrategies.Profiling strategy = new GuestStrategies.Profiling();
        ArtemisPlugin other = builder -> builder.register(strategy);
        List<Function<Turn, WorldConfiguration>> ways =
                List.of(
                        turn -> // before the plugin
                        new WorldConfigurationBuilder()
                                        .register(strategy)
                                        .with(plugin())
                                        .with(turn)
                                        .build(),
                        turn -> // after it
                        new WorldConfigurationBuilder()
                                        .with(plugin())
                                        .register(strategy)
                                        .with(turn)
                                        .build(),
                        turn -> // by a plugin before it
                        new WorldConfigurationBuilder()
                                        .with(other)
                                        .with(plugin())
                                        .with(turn)
                                        .build(),
                        turn -> // by a plugin after it
                        new WorldConfigurationBuilder()
                                        .with(plugin())
                                        .with(other)
                                        .with(turn)
                                        .build(),
                        turn -> // on the configuration
                        new WorldConfigurationBuilder()
                                        .with(plugin())
                                        .with(turn)
                                        .build()
                                        .setInvocationStrategy(strategy));
        int worlds = 0;
        for (Function<Turn, WorldConfiguration> way : ways) {
            World world =
                    new World(way.apply(new Turn.First(turn -> turn.frame.floats(8).set(0, 1f))));

            world.process();

            worlds++;
            assertThat(strategy.ticks).isEqualTo(worlds);
            assertThat(strategy.turns).containsEntry("First", worlds);
            assertThat(arena.isOpen()).isFalse();
            world.dispose();
        }
    }

    @Test
    void theStrategyOfAWorldIsWhatArtemisTakesItFor() {
        InvocationStrategy own = world().getInvocationStrategy();
        InvocationStrategy hosting = hosted(new GuestStrategies.Loop()).getInvocationStrategy();

        assertThat(own).isNotNull();
        assertThat(hosting).isNotNull();
    }

    @Test
    void systemsAreEnabledAndDisabledInTheStrategy() {
        Turn turn = new Turn.First(_ -> log.add("ran"));
        GuestStrategies.Profiling strategy = new GuestStrategies.Profiling();
        World world = hosted(strategy, turn);

        turn.setEnabled(false);
        world.process();
        assertThat(log).isEmpty();
        assertThat(turn.isEnabled()).isFalse();
        assertThat(strategy.isEnabled(turn)).isFalse();

        strategy.setEnabled(turn, true);
        world.process();
        assertThat(log).containsExactly("ran");
        assertThat(turn.isEnabled()).isTrue();
    }

    /** Lets its strategy be set. */
    static class OpenWorld extends World {
        OpenWorld(WorldConfiguration configuration) {
            super(configuration);
        }

        void use(SystemInvocationStrategy strategy) {
            setInvocationStrategy(strategy);
        }
    }

    @Test
    void aStrategyThatIsSetWhenTheWorldIsMadeIsNamed() {
        for (WorldConfigurationBuilder builder :
                List.of(
                        new WorldConfigurationBuilder(),
                        new WorldConfigurationBuilder().register(new GuestStrategies.Loop()))) {
            OpenWorld world = new OpenWorld(builder.with(plugin()).build());
            world.use(new GuestStrategies.Profiling());

            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(world::process)
                        .isInstanceOf(StrategyConflictException.class)
                        .hasMessageContaining(GuestStrategies.Profiling.class.getName())
                        .hasMessageContaining("World.setInvocationStrategy")
                        .hasMessageContaining("before the world is made");
            }
        }
    }

    // --- what the strategy sees

    /** Logs its turns, and what its listeners are told. */
    private class Watcher extends BaseEntitySystem {
        Watcher() {
            super(Aspect.all());
        }

        @Override
        protected void processSystem() {
            log.add("turn of " + subscription.getEntities());
        }

        @Override
        protected void inserted(int entity) {
            log.add("inserted " + entity);
        }

        @Override
        protected void removed(int entity) {
            log.add("removed " + entity);
        }
    }

    @ParameterizedTest
    @MethodSource("strategiesThatEndWithARound")
    void turnsAndListenersComeInTheOrderInWhichTheyDoWithoutThePlugin(
            SystemInvocationStrategy strategy) {
        List<String> hosted = new ArrayList<>(played(hosted(strategy, changing())));
        List<String> plain =
                strategy instanceof GuestStrategies.Saying
                        ? played(plain(new InvocationStrategy(), changing()))
                        : played(plain(fresh(strategy), changing()));

        assertThat(hosted).isEqualTo(plain).hasSizeGreaterThan(5);
    }

    private static SystemInvocationStrategy fresh(SystemInvocationStrategy strategy) {
        return GuestStrategies.all().stream()
                .filter(one -> one.getClass() == strategy.getClass())
                .findAny()
                .orElseThrow();
    }

    @Test
    void listenersAreToldAfterAStrategyThatEndsWithoutTellingThem() {
        GuestStrategies.StateMachine machine = new GuestStrategies.StateMachine();
        machine.state = Plainly.Second.class;

        assertThat(played(hosted(machine, changing())))
                .startsWith("inserted 0", "second", "removed 0", "inserted 1", "--", "second");
    }

    private BaseSystem[] changing() {
        return new BaseSystem[] {
            new Plainly.First(
                    w -> {
                        log.add("first");
                        w.create();
                    }),
            new Watcher(),
            new Plainly.Second(
                    w -> {
                        log.add("second");
                        w.delete(0);
                        w.create();
                    })
        };
    }

    private List<String> played(World world) {
        log.clear();
        world.create();
        for (int i = 0; i < 3; i++) {
            world.process();
            log.add("--");
        }
        return log;
    }

    /** A turn in a world with the plugin or without. */
    abstract static class Plainly extends BaseSystem {
        private final java.util.function.Consumer<World> action;

        Plainly(java.util.function.Consumer<World> action) {
            this.action = action;
        }

        @Override
        protected void processSystem() {
            action.accept(world);
        }

        static class First extends Plainly {
            First(java.util.function.Consumer<World> action) {
                super(action);
            }
        }

        static class Second extends Plainly {
            Second(java.util.function.Consumer<World> action) {
                super(action);
            }
        }
    }

    // --- memory

    @ParameterizedTest
    @MethodSource("strategies")
    void whatASystemTakesLivesToTheEndOfTheTick(SystemInvocationStrategy strategy) {
        List<Floats> taken = new ArrayList<>();
        World world =
                hosted(
                        strategy,
                        new Turn.First(turn -> taken.add(turn.frame.floats(8))),
                        new Turn.Second(_ -> taken.getFirst().set(0, 1f)),
                        new Turn.Third(_ -> taken.getFirst().set(1, 1f)));

        world.process();

        assertThat(taken).hasSize(1);
        assertThatThrownBy(() -> taken.getFirst().get(0)).isInstanceOf(ExpiredException.class);
    }

    @FrameScoped
    @All
    static class Spans extends SpanSystem {
        FrameArena frame;
        int depth;
        Floats kept;

        @Override
        protected void processSpan(int from, int to) {
            depth = frame.depth();
            kept = frame.floats(4);
        }
    }

    @FrameScoped
    @All
    static class Parallel extends ParallelSpanSystem {
        int spans;

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            worker.frame().floats(4);
            spans++;
        }

        @Override
        protected int grain() {
            return 1_000;
        }
    }

    @Test
    void aScopedSystemOfSpansHasItsScopeAndOneOfAnotherKindTheTicks() {
        Spans spans = new Spans();
        Parallel parallel = new Parallel();
        int[] depth = new int[1];
        World world =
                hosted(
                        new GuestStrategies.Profiling(),
                        spans,
                        parallel,
                        new Turn.Scoped(turn -> depth[0] = turn.frame.depth()));
        world.create();

        world.process();
        world.process();

        assertThat(spans.depth).isEqualTo(2);
        assertThat(parallel.spans).isEqualTo(2);
        assertThat(depth[0]).isEqualTo(1);
    }

    @Test
    void everySystemHasItsScopeWhereTheStrategySaysWhoseTurnItIs() {
        Spans spans = new Spans();
        int[] depth = new int[1];
        World world =
                hosted(
                        new GuestStrategies.Saying(),
                        spans,
                        new Turn.Scoped(turn -> depth[0] = turn.frame.depth()));
        world.create();

        world.process();

        assertThat(spans.depth).isEqualTo(2);
        assertThat(depth[0]).isEqualTo(2);
    }

    @Test
    void turnsThatTheStrategySaysAreThoseOfTheListener() {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .register(new GuestStrategies.Saying())
                                .with(plugin().listener(new TickListenerTest.Logging(log)))
                                .with(new Turn.First(_ -> {}), new Spans())
                                .build());

        world.process();

        assertThat(log)
                .containsExactly(
                        "tick", "First", "First ended", "Spans", "Spans ended", "tick ended");
    }

    @Test
    void aStrategyMaySayTurnsWhereThePluginsOwnRunsTheWorldAndNotWithoutAPlugin() {
        Turn turn = new Turn.First(_ -> log.add("ran"));
        World world = world(turn);

        assertThatThrownBy(() -> SystemTurns.of(new World())).isInstanceOf(NoPluginException.class);
        SystemTurns.of(hosted(new GuestStrategies.Loop())).process(turn);
        SystemTurns.of(world).process(turn);

        assertThat(log).containsExactly("ran", "ran");
    }

    // --- listeners and commands

    private class Listening extends BaseEntitySystem {
        FrameArena frame;
        final List<Floats> taken = new ArrayList<>();

        Listening() {
            super(Aspect.all());
        }

        @Override
        protected void processSystem() {
            for (Floats buffer : taken) {
                log.add(catchThrowable(() -> buffer.get(0)) == null ? "live" : "ended");
            }
        }

        @Override
        protected void inserted(int entity) {
            log.add("inserted at depth " + frame.depth());
            taken.add(frame.floats(4));
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void eachRoundOfListenersHasAScopeAndCommandsAreReplayedBeforeIt(
            SystemInvocationStrategy strategy) {
        Recorder recorder = new Recorder();
        Listening listening = new Listening();
        if (strategy instanceof GuestStrategies.StateMachine machine) {
            machine.state = Recorder.class;
        }
        World world = hosted(strategy, recorder, listening);

        world.process();

        assertThat(log).first().isEqualTo("inserted at depth 2");
        assertThat(log.subList(1, log.size())).allMatch("ended"::equals);
        if (!(strategy instanceof GuestStrategies.StateMachine)) { // in which it has no turn
            assertThat(log).contains("ended");
        }
        assertThat(world.getEntityManager().isActive(0)).isTrue();
    }

    static class Recorder extends BaseSystem {
        Commands commands;

        @Override
        protected void processSystem() {
            commands.create();
        }
    }

    @Test
    void whatACommandQueuePostsMayTakeMemoryAndRecord() {
        GuestStrategies.CommandQueue queue = new GuestStrategies.CommandQueue();
        Recorder recorder = new Recorder();
        Listening listening = new Listening();
        World world = hosted(queue, recorder, listening);
        queue.posted.add(() -> arena.floats(8).set(0, 1f));
        queue.posted.add(() -> recorder.commands.create());
        queue.posted.add(() -> log.add("seen by then: " + listening.taken.size()));

        world.process();

        assertThat(log).startsWith("inserted at depth 2", "seen by then: 1");
    }

    @Test
    void aStrategyMayTellListenersBetweenTwoTicks() {
        GuestStrategies.CommandQueue queue = new GuestStrategies.CommandQueue();
        Listening listening = new Listening();
        World world = hosted(queue, listening);
        world.create();

        queue.flush();

        assertThat(log).containsExactly("inserted at depth 1");
        assertThat(arena.isOpen()).isFalse();
    }

    // --- failures

    @ParameterizedTest
    @MethodSource("strategies")
    void anExceptionOfASystemEndsTheTickAndTheNextOneWorks(SystemInvocationStrategy strategy) {
        RuntimeException failure = new IllegalStateException("boom");
        boolean[] armed = {true};
        World world =
                hosted(
                        strategy,
                        new Turn.First(
                                turn -> {
                                    if (armed[0]) {
                                        turn.frame.scope();
                                        throw failure;
                                    }
                                    log.add("ran");
                                }));

        assertThat(catchThrowable(world::process)).isSameAs(failure);
        assertThat(arena.depth()).isZero();

        armed[0] = false;
        world.process();
        assertThat(log).isNotEmpty();
    }

    @Test
    void anExceptionOfAListenerReachesTheStrategy() {
        GuestStrategies.Forgiving forgiving = new GuestStrategies.Forgiving();
        World world =
                hosted(
                        forgiving,
                        new Turn.First(turn -> turn.world().create()),
                        new BaseEntitySystem(Aspect.all()) {
                            @Override
                            protected void processSystem() {
                                log.add("turn at depth " + arena.depth());
                            }

                            @Override
                            protected void inserted(int entity) {
                                arena.floats(4);
                                throw new IllegalStateException("boom");
                            }
                        });

        world.process();
        world.process();

        assertThat(forgiving.caught).hasSize(2);
        assertThat(log).isEmpty();
        assertThat(arena.depth()).isZero();
    }

    // --- who deleted an entity

    /** Deletes an entity in its turn, if it is to. */
    private static final class Deleting extends Turn {
        Deleting(int[] entity, boolean fails) {
            super(
                    turn -> {
                        if (entity[0] >= 0) {
                            turn.world().delete(entity[0]);
                            entity[0] = -1;
                            if (fails) {
                                throw new IllegalStateException("on purpose");
                            }
                        }
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoDeletedAnEntityIsNamedWhereTheStrategySaysWhoseTurnItIs(boolean fails) {
        int[] entity = {-1};
        World world =
                hosted(
                        new GuestStrategies.Saying(),
                        new Turn.First(turn -> turn.world().create()),
                        new Deleting(entity, fails));
        long handle = deleted(world, entity);

        assertThat(catchThrowable(() -> EntityHandles.ofWorld(world).id(handle)))
                .hasMessageContaining("in the turn of Deleting");
    }

    @Test
    void nobodyIsNamedWhereTheStrategyDoesNotSay() {
        int[] entity = {-1};
        World world =
                hosted(new GuestStrategies.Profiling(), new Spans(), new Deleting(entity, false));
        long handle = deleted(world, entity);

        assertThat(catchThrowable(() -> EntityHandles.ofWorld(world).id(handle)))
                .hasMessageContaining("It was deleted in tick 1.")
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("Spans"));
    }

    private static long deleted(World world, int[] entity) {
        EntityHandles handles = EntityHandles.ofWorld(world);
        int made = world.create();
        world.process();
        long handle = handles.of(made);
        entity[0] = made;
        Throwable failure = catchThrowable(world::process);
        assertThat(failure == null || "on purpose".equals(failure.getMessage())).isTrue();
        return handle;
    }

    // --- the log

    private static final class Unheard extends GuestStrategies.Profiling {}

    private static final class Heard extends GuestStrategies.Saying {}

    @Test
    void theLogSaysOnceWhatCannotBeHadAndWhatToDo() {
        try (KeptLog kept = new KeptLog()) {
            for (int i = 0; i < 2; i++) {
                World unheard = hosted(new Unheard(), new Turn.Scoped(_ -> {}), new Spans());
                unheard.process();
                unheard.process();
                hosted(new Heard()).process();
            }

            assertThat(kept.levels).containsExactly(Level.WARNING, Level.INFO);
            assertThat(kept.messages.getFirst())
                    .contains(
                            Unheard.class.getName(),
                            "(here: Scoped)",
                            "SystemTurns.process(system)",
                            "docs/guide/strategies.md");
            assertThat(kept.messages.getLast())
                    .contains(Heard.class.getName(), "@Lifetime(ticks = 2)")
                    .doesNotContain("SystemTurns");
        }
    }
}
