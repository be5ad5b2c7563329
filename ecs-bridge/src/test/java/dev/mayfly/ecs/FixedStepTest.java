package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.BaseEntitySystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;
import com.artemis.systems.IteratingSystem;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.NoFixedStepException;
import dev.mayfly.ecs.error.StrategyConflictException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Steps of one length, as many a frame as its time gives; a tick is a step. */
class FixedStepTest extends SteppingTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    // --- time

    @Test
    void aFrameHasTheStepsThatItsTimeGivesAndTheRestIsAlpha() {
        Render render = new Render(turn -> log.add("frame of " + turn.world().delta));
        World world = world(stepping(), logging("step"), render);

        frame(world, 0.125f);
        assertThat(log).containsExactly("frame of 0.125");
        assertThat(render.time.alpha()).isEqualTo(0.5f);

        log.clear();
        frame(world, 0.5f);
        assertThat(log).containsExactly("step 0.25", "step 0.25", "frame of 0.5");
        assertThat(render.time.alpha()).isEqualTo(0.5f);
        assertThat(world.delta).isEqualTo(0.5f);

        log.clear();
        frame(world, 0.125f);
        assertThat(log).containsExactly("step 0.25", "frame of 0.125");
        assertThat(render.time.alpha()).isZero();
        assertThat(render.time.seconds()).isEqualTo(STEP);
    }

    @Test
    void aFrameOfOneStepHasOneHoweverOften() {
        float[] sixtieths = {1 / 60f};
        int[] steps = new int[1];
        World world = world(plugin().fixedStep(1 / 60f, 2), new Turn.First(_ -> steps[0]++));

        for (int i = 0; i < 10_000; i++) {
            frame(world, sixtieths[0]);
        }

        assertThat(steps[0]).isEqualTo(10_000);
    }

    @Test
    void stepsBeyondTheMostAreLeftOutAndCounted() {
        Render render = new Render(_ -> log.add("frame"));
        World world = world(stepping(), logging("step"), render);

        frame(world, 1.625f); // six steps and a half

        assertThat(log).hasSize(MOST + 1);
        assertThat(render.time.dropped()).isEqualTo(2);
        assertThat(render.time.alpha()).isEqualTo(0.5f);

        log.clear();
        frame(world, 0.125f);
        assertThat(log).containsExactly("step 0.25", "frame");
        assertThat(render.time.dropped()).isEqualTo(2);
    }

    @Test
    void systemsOfFramesRunBeforeTheStepsOrAfterThem() {
        World world =
                world(
                        stepping().eachFrame(system -> system instanceof Turn.Third),
                        new Input(_ -> log.add("input")),
                        logging("step"),
                        new Turn.Third(_ -> log.add("by predicate")),
                        new Turn.Second(_ -> log.add("second")),
                        new Render(_ -> log.add("render")));

        frame(world, 0.5f);

        assertThat(log)
                .containsExactly(
                        "input",
                        "step 0.25",
                        "second",
                        "step 0.25",
                        "second",
                        "by predicate",
                        "render");
    }

    @Test
    void aSystemOfFramesMayScaleTheTimeOfItsFrame() {
        World world =
                world(stepping(), new Input(turn -> turn.world().delta *= 0.5f), logging("step"));

        frame(world, 0.5f);

        assertThat(log).containsExactly("step 0.25");
    }

    @Test
    void disabledSystemsAreLeftOutOfBoth() {
        Turn step = logging("step");
        Turn render = new Render(_ -> log.add("render"));
        World world = world(stepping(), step, render);
        step.setEnabled(false);
        frame(world, STEP);
        assertThat(log).containsExactly("render");

        step.setEnabled(true);
        render.setEnabled(false);
        frame(world, STEP);
        assertThat(log).containsExactly("render", "step 0.25");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -0.1f})
    void aFrameOfNoTimeThatThereIsIsRefused(float delta) {
        World world = world(stepping(), logging("step"));

        assertThatThrownBy(() -> frame(world, delta))
                .isInstanceOf(InvalidSizeException.class)
                .hasMessageContaining("world.delta");

        frame(world, STEP);
        assertThat(log).containsExactly("step 0.25");
    }

    @Test
    void stepsOfNoLengthAndFramesOfNoStepAreRefused() {
        for (float seconds : new float[] {0f, -1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> plugin().fixedStep(seconds, 1))
                    .isInstanceOf(InvalidSizeException.class);
        }
        assertThatThrownBy(() -> plugin().fixedStep(1f, 0))
                .isInstanceOf(InvalidSizeException.class);
    }

    // --- the same for any frames

    /** Moves, ages, dies, and makes more, with every means that the bridge has. */
    @All(Position.class)
    static class Life extends IteratingSystem {
        Position position;
        SoaMapper<Position> positions;
        FrameMapper<Hit.OfTwo> hits;
        FrameEvents<Born> births;
        Commands commands;
        final StringBuilder log = new StringBuilder();

        @Override
        protected void begin() {
            log.append("| ");
        }

        @Override
        protected void process(int e) {
            position.x.add(e, world.delta * (e % 5 + 1));
            log.append(e).append(hits.has(e) ? "! " : " ");
            if (position.x.get(e) > 3f) {
                world.delete(e);
                if (subscription.getEntities().size() < 12) {
                    int child = world.create();
                    positions.create(child);
                    births.emit().entity = child;
                    commands.add(commands.create(), position);
                }
            } else if (e % 3 == 0) {
                hits.create(e);
            }
        }
    }

    @All(Position.class)
    static class Early extends BaseEntitySystem {
        FrameEvents<Born> births;
        final StringBuilder log = new StringBuilder();

        @Override
        protected void processSystem() {
            births.forEach(born -> log.append(born.entity).append(' '));
            log.append("| ");
        }
    }

    private String lived(float... frames) {
        Early early = new Early();
        Life life = new Life();
        World world = world(stepping(), early, life, new Render(_ -> {}));
        for (int i = 0; i < 4; i++) {
            mapper(world, Position.class).create(world.create());
        }
        float left = 15f;
        for (int i = 0; left > 0f; i++) {
            float seconds = Math.min(left, frames[i % frames.length]);
            frame(world, seconds);
            left -= seconds;
        }
        return early.log + "\n" + life.log;
    }

    @Test
    void whatStepsComputeDoesNotDependOnTheFrames() {
        String one = lived(STEP);

        assertThat(one)
                .containsPattern("^[| 0-9]*[0-9]+ \\| .*\n")
                .contains("!")
                .hasSizeGreaterThan(1_000);
        assertThat(lived(0.125f)).isEqualTo(one);
        assertThat(lived(1f)).isEqualTo(one);
        assertThat(lived(0.0625f, 0.8125f, 0.125f)).isEqualTo(one);
    }

    // --- memory

    @Test
    void whatAStepTakesEndsWithItAndWhatAFrameTakesLivesThroughItsSteps() {
        List<Floats> ofInput = new ArrayList<>();
        List<Floats> ofSteps = new ArrayList<>();
        World world =
                world(
                        stepping(),
                        new Input(turn -> ofInput.add(turn.frame.floats(4))),
                        new Turn.First(
                                turn -> {
                                    ofInput.getLast().set(0, 1f);
                                    ofSteps.add(turn.frame.floats(4));
                                }),
                        new Turn.Second(_ -> ofSteps.getLast().set(0, 1f)),
                        new Render(_ -> ofInput.getLast().set(1, 1f)));

        frame(world, 0.5f);

        assertThat(ofSteps).hasSize(2);
        for (Floats ended : List.of(ofInput.getFirst(), ofSteps.getFirst(), ofSteps.getLast())) {
            assertThatThrownBy(() -> ended.get(0)).isInstanceOf(ExpiredException.class);
        }
    }

    @Test
    void whatStepsTakeIsKeptToTheEndOfTheEnginesFrameWhereItIsToBe() {
        List<Floats> taken = new ArrayList<>();
        World world =
                world(
                        stepping().keepUntilFrameEnd(),
                        new Turn.First(turn -> taken.add(turn.frame.floats(4))));

        try (FrameScope _ = arena.begin()) {
            frame(world, 0.5f);
            taken.forEach(buffer -> buffer.set(0, 1f));
        }

        assertThat(taken).hasSize(2);
    }

    // --- failures

    @Test
    void aFailingStepLeavesTheFramesTimeToTheNextOne() {
        RuntimeException failure = new IllegalStateException("boom");
        boolean[] armed = {true};
        World world =
                world(
                        stepping(),
                        new Turn.First(
                                turn -> {
                                    turn.frame.floats(4);
                                    if (armed[0]) {
                                        turn.frame.scope();
                                        throw failure;
                                    }
                                    log.add("step");
                                }),
                        new Render(_ -> log.add("render")));

        assertThat(catchThrowable(() -> frame(world, 0.75f))).isSameAs(failure);

        assertThat(world.delta).isEqualTo(0.75f);
        assertThat(arena.depth()).isZero();
        armed[0] = false;
        frame(world, 0f);
        assertThat(log).containsExactly("step", "step", "render");
    }

    @Test
    void aSystemOfFramesThatFailsFailsTheFrameBeforeTheStepsAndAfterThem() {
        RuntimeException failure = new IllegalStateException("boom");
        boolean[] armed = {true, true};
        World world =
                world(
                        stepping(),
                        new Input(
                                _ -> {
                                    if (armed[0]) {
                                        throw failure;
                                    }
                                    log.add("input");
                                }),
                        logging("step"),
                        new Render(
                                _ -> {
                                    if (armed[1]) {
                                        throw failure;
                                    }
                                    log.add("render");
                                }));

        assertThat(catchThrowable(() -> frame(world, 0.25f))).isSameAs(failure);
        assertThat(log).isEmpty();
        assertThat(arena.depth()).isZero();

        armed[0] = false;
        assertThat(catchThrowable(() -> frame(world, 0.25f))).isSameAs(failure);
        assertThat(log).startsWith("input", "step 0.25").doesNotContain("render");
        assertThat(arena.depth()).isZero();

        armed[1] = false;
        log.clear();
        frame(world, 0.25f);
        assertThat(log).contains("input", "step 0.25", "render");
    }

    @Test
    void aFieldForTheTimeOfStepsIsRefusedWhereThereAreNone() {
        assertThatThrownBy(() -> world(new Render(_ -> {})))
                .cause()
                .isInstanceOf(NoFixedStepException.class)
                .hasMessageContaining("time")
                .hasMessageContaining(Render.class.getName());
    }

    @Test
    void aStrategyBesideFixedStepsIsRefused() {
        assertThatThrownBy(
                        () ->
                                new World(
                                        new WorldConfigurationBuilder()
                                                .with(stepping())
                                                .register(new GuestStrategies.Loop())
                                                .build()))
                .isInstanceOf(StrategyConflictException.class)
                .hasMessageContaining(GuestStrategies.Loop.class.getName())
                .hasMessageContaining("fixedStep");
    }

    // --- with the rest of the bridge

    @All(Position.class)
    static class Moving extends ParallelSpanSystem {
        Position position;

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            for (int e = from; e < to; e++) {
                position.x.add(e, world.delta);
            }
        }

        @Override
        protected int grain() {
            return 8;
        }
    }

    @EachFrame
    @All(Position.class)
    static class Drawing extends Moving {
        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            for (int e = from; e < to; e++) {
                position.y.add(e, world.delta);
            }
        }
    }

    @Test
    void parallelSystemsAndGroupsRunInStepsAndInFrames() {
        World world = world(stepping().sideBySide().workers(2), new Moving(), new Drawing());
        for (int i = 0; i < 100; i++) {
            mapper(world, Position.class).create(world.create());
        }
        Position position = mapper(world, Position.class).create(0);
        float y = position.y.get(99);

        frame(world, 0.625f);
        frame(world, 0.125f);

        assertThat(position.x.get(99)).isEqualTo(0.75f);
        assertThat(position.y.get(99)).isEqualTo(y + 0.75f);
        world.dispose();
    }

    @Test
    void aListenerIsToldOfStepsAsTicks() {
        World world =
                world(
                        stepping().listener(new TickListenerTest.Logging(log)),
                        new Turn.First(_ -> {}),
                        new Render(_ -> {}));

        frame(world, 0.5f);

        assertThat(log)
                .containsExactly(
                        "tick",
                        "First",
                        "First ended",
                        "tick ended",
                        "tick",
                        "First",
                        "First ended",
                        "tick ended",
                        "Render",
                        "Render ended");
    }

    @Test
    void aSteadyFrameAllocatesNothing() {
        assumeTrue(!Safety.CHECKED);
        World world =
                world(
                        stepping(),
                        new Input(turn -> turn.frame.floats(4)),
                        new Turn.First(
                                turn -> {
                                    turn.frame.floats(4);
                                    turn.world().delete(turn.world().create());
                                }),
                        new Render(turn -> turn.frame.floats(4)));
        bytesOfFrames(world, 20_000);

        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            least = Math.min(least, bytesOfFrames(world, 1_000));
        }

        assertThat(least).isZero();
    }

    private static long bytesOfFrames(World world, int frames) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < frames; i++) {
            frame(world, i % 3 == 0 ? 0.125f : 0.3125f);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
