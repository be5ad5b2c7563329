package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listeners of ticks and turns: what they are told, in which order, whatever fails. */
class TickListenerTest extends WorldTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    record Logging(List<String> log, String name) implements TickListener {
        Logging(List<String> log) {
            this(log, "");
        }

        @Override
        public void beforeTick(World world) {
            log.add(name + "tick");
        }

        @Override
        public void afterTick(World world) {
            log.add(name + "tick ended");
        }

        @Override
        public void beforeSystem(BaseSystem system) {
            log.add(name + system.getClass().getSimpleName());
        }

        @Override
        public void afterSystem(BaseSystem system) {
            log.add(name + system.getClass().getSimpleName() + " ended");
        }
    }

    private World world(MayflyPlugin plugin, BaseSystem... systems) {
        return new World(new WorldConfigurationBuilder().with(plugin).with(systems).build());
    }

    @Test
    void ticksAndTurnsNestAndTheLastListenerIsInnermost() {
        World world =
                world(
                        plugin().listener(new Logging(log, "a ")).listener(new Logging(log, "b ")),
                        new Turn.First(_ -> log.add("turn")),
                        new Turn.Second(_ -> log.add("never")));
        world.getSystem(Turn.Second.class).setEnabled(false);

        world.process();

        assertThat(log)
                .containsExactly(
                        "a tick",
                        "b tick",
                        "a First",
                        "b First",
                        "turn",
                        "b First ended",
                        "a First ended",
                        "b tick ended",
                        "a tick ended");
    }

    @Test
    void whatFailsIsToldToHaveEnded() {
        RuntimeException failure = new IllegalStateException("boom");
        World world =
                world(
                        plugin().listener(new Logging(log)),
                        new Turn.First(
                                _ -> {
                                    throw failure;
                                }),
                        new Turn.Second(_ -> log.add("never")));

        assertThat(catchThrowable(world::process)).isSameAs(failure);

        assertThat(log).containsExactly("tick", "First", "First ended", "tick ended");
    }

    @Test
    void aListenerThatRefusesATurnLeavesTheOthersToldOfWhatTheyWereTold() {
        RuntimeException refusal = new IllegalStateException("no");
        World world =
                world(
                        plugin().listener(new Logging(log, "a "))
                                .listener(
                                        new TickListener() {
                                            @Override
                                            public void beforeSystem(BaseSystem system) {
                                                throw refusal;
                                            }
                                        })
                                .listener(new Logging(log, "c ")),
                        new Turn.First(_ -> log.add("never")));

        assertThat(catchThrowable(world::process)).isSameAs(refusal);

        assertThat(log)
                .containsExactly(
                        "a tick",
                        "c tick",
                        "a First",
                        "a First ended",
                        "c tick ended",
                        "a tick ended");
        assertThat(arena.depth()).isZero();
    }

    /** Throws what it is given where a tick begins and where it has ended, if it is given that. */
    private static TickListener throwing(
            @Nullable RuntimeException before, @Nullable RuntimeException after) {
        return new TickListener() {
            @Override
            public void beforeTick(World world) {
                if (before != null) {
                    throw before;
                }
            }

            @Override
            public void afterTick(World world) {
                if (after != null) {
                    throw after;
                }
            }
        };
    }

    @Test
    void aListenerThatRefusesATickLeavesItUnbegunAndTellsThoseThatWereTold() {
        RuntimeException refusal = new IllegalStateException("no");
        RuntimeException complaint = new IllegalStateException("after");
        World world =
                world(
                        plugin().listener(new Logging(log, "a "))
                                .listener(throwing(null, complaint))
                                .listener(throwing(refusal, null))
                                .listener(new Logging(log, "c ")),
                        new Turn.First(_ -> log.add("never")));

        assertThat(catchThrowable(world::process)).isSameAs(refusal);

        assertThat(refusal.getSuppressed()).containsExactly(complaint);
        assertThat(log).containsExactly("a tick", "a tick ended");
        assertThat(arena.depth()).isZero();
    }

    @Test
    void allAreToldThatATickHasEndedAndWhatTheyThrowComesOutTogether() {
        RuntimeException first = new IllegalStateException("first to be told");
        RuntimeException second = new IllegalStateException("told later");
        World world =
                world(
                        plugin().listener(new Logging(log, "a "))
                                .listener(throwing(null, second))
                                .listener(throwing(null, first)),
                        new Turn.First(_ -> log.add("turn")));

        assertThat(catchThrowable(world::process)).isSameAs(first);

        assertThat(first.getSuppressed()).containsExactly(second);
        assertThat(log).contains("turn").endsWith("a tick ended");
    }

    @Test
    void whatAListenerThrowsAfterAFailureIsSuppressedIntoIt() {
        RuntimeException failure = new IllegalStateException("boom");
        RuntimeException complaint = new IllegalStateException("after");
        World world =
                world(
                        plugin().listener(
                                        new TickListener() {
                                            @Override
                                            public void afterSystem(BaseSystem system) {
                                                throw complaint;
                                            }
                                        }),
                        new Turn.First(
                                _ -> {
                                    throw failure;
                                }));

        assertThat(catchThrowable(world::process)).isSameAs(failure);

        assertThat(failure.getSuppressed()).containsExactly(complaint);
    }

    @All(Position.class)
    static class Reader extends SpanSystem {
        Position position;

        @Override
        protected void processSpan(int from, int to) {}
    }

    @Reads(Position.class)
    @All(Position.class)
    static class OtherReader extends Reader {}

    @Reads(Position.class)
    @All(Position.class)
    static class ThirdReader extends Reader {}

    @All(Position.class)
    static class Loop extends ParallelSpanSystem {
        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {}
    }

    @Reads(Position.class)
    @All(Position.class)
    static class FailingReader extends Reader {
        @Override
        protected void processSpan(int from, int to) {
            throw new IllegalStateException("read");
        }
    }

    @Test
    void aTurnThatFailsBesideOthersIsToldToHaveEndedAndFailsTheTick() {
        World world =
                world(
                        plugin().sideBySide().workers(2).listener(new Logging(log)),
                        new OtherReader(),
                        new FailingReader());
        mapper(world, Position.class).create(world.create());

        assertThat(catchThrowable(world::process))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("read");

        assertThat(log).contains("FailingReader ended").endsWith("tick ended");
        assertThat(arena.depth()).isZero();
        world.dispose();
    }

    @Test
    void turnsSideBySideAreToldOnTheirThreadsAndALoopOnTheTickingOne() {
        Set<Thread> ofLoop = ConcurrentHashMap.newKeySet();
        World world =
                world(
                        plugin().sideBySide()
                                .workers(2)
                                .listener(new Logging(log))
                                .listener(
                                        new TickListener() {
                                            @Override
                                            public void beforeSystem(BaseSystem system) {
                                                if (system instanceof Loop) {
                                                    ofLoop.add(Thread.currentThread());
                                                }
                                            }
                                        }),
                        new OtherReader(),
                        new ThirdReader(),
                        new Loop());
        mapper(world, Position.class).create(world.create());

        world.process();
        world.dispose();

        assertThat(log)
                .startsWith("tick")
                .endsWith("Loop", "Loop ended", "tick ended")
                .contains("OtherReader", "OtherReader ended", "ThirdReader", "ThirdReader ended")
                .hasSize(8);
        assertThat(log.indexOf("OtherReader")).isLessThan(log.indexOf("OtherReader ended"));
        assertThat(log.indexOf("ThirdReader ended")).isLessThan(log.indexOf("Loop"));
        assertThat(ofLoop).containsExactly(Thread.currentThread());
    }

    /** Counts, and does nothing else. */
    static class Counting implements TickListener {
        long calls;

        @Override
        public void beforeTick(World world) {
            calls++;
        }

        @Override
        public void afterTick(World world) {
            calls++;
        }

        @Override
        public void beforeSystem(BaseSystem system) {
            calls++;
        }

        @Override
        public void afterSystem(BaseSystem system) {
            calls++;
        }
    }

    @Test
    void tellingAllocatesNothing() {
        assumeTrue(!Safety.CHECKED);
        Counting first = new Counting();
        World world =
                world(
                        plugin().listener(first).listener(new Counting()),
                        new Reader(),
                        new OtherReader(),
                        new Turn.Scoped(turn -> turn.frame.floats(8)));
        mapper(world, Position.class).create(world.create());
        bytesOfTicks(world, 20_000);

        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            least = Math.min(least, bytesOfTicks(world, 1_000));
        }

        assertThat(least).isZero();
        assertThat(first.calls).isEqualTo(25_000L * 8);
    }

    private static long bytesOfTicks(World world, int ticks) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ticks; i++) {
            world.process();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
