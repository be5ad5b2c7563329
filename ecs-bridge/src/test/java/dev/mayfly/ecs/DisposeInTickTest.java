package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.ArtemisMultiException;
import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.InvocationStrategy;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.ecs.error.ParallelMisuseException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A world that is disposed of within its own tick, as by a screen that ends in its own update:
 * systems are disposed of at once, as in plain Artemis; the rest of the tick runs as ever; and what
 * the bridge has ends with the tick.
 */
class DisposeInTickTest extends WorldTest {

    private static final int ENTITIES = 100;

    /** Disposes of its world where a test says. */
    @Exclusive
    static final class Screen extends BaseEntitySystem {
        final List<String> log = new ArrayList<>();
        FrameArena frame;
        Position position;
        Commands commands;
        FrameEvents<TeemingWorld.Ping> pings;
        ComponentMapper<Ending> endings;
        @Nullable Consumer<Screen> update;
        @Nullable Runnable onInserted;
        boolean ended;

        Screen() {
            super(Aspect.all(Velocity.class));
        }

        @Override
        protected void processSystem() {
            Consumer<Screen> now = update;
            update = null;
            if (now != null) {
                now.accept(this);
            }
        }

        World world() {
            return world;
        }

        void leave() {
            world.dispose();
            log.add("left");
        }

        @Override
        protected void inserted(int entity) {
            if (onInserted != null) {
                onInserted.run();
            }
        }

        @Override
        protected void dispose() {
            log.add(ended ? "disposed" : "disposed at " + position.y.get(0));
        }
    }

    /** Uses what the bridge has after the screen has left. */
    static final class Last extends BaseSystem {
        final List<String> log;
        @Nullable RuntimeException fails;
        Position position;
        SoaMapper<Position> positions;

        Last(List<String> log) {
            this.log = log;
        }

        @Override
        protected void processSystem() {
            if (fails != null) {
                throw fails;
            }
            position.x.add(0, 1f);
            positions.create(world.create());
            log.add("last at " + position.y.get(0));
        }
    }

    /** Runs what a test says when it is made. */
    public static class Ending extends Component {
        static @Nullable Runnable made;

        public Ending() {
            if (made != null) {
                made.run();
            }
        }
    }

    @Writes(Velocity.class)
    static final class Leaving extends BaseSystem {
        @Override
        protected void processSystem() {
            world.dispose();
        }
    }

    @Writes(Position.class)
    static final class Beside extends BaseSystem {
        @Override
        protected void processSystem() {}
    }

    private enum Place {
        SYSTEM(Screen::leave),
        TWICE(
                screen -> {
                    screen.world().dispose();
                    screen.log.clear();
                    screen.leave();
                }),
        WITH_WORK_LEFT(
                screen -> {
                    screen.leave();
                    screen.pings.emit();
                    screen.commands.delete(3);
                    screen.world().delete(4);
                    mapper(screen.world(), Score.class).create(6); // a store that nobody had
                }),
        LISTENER(
                screen -> {
                    screen.onInserted = screen::leave;
                    mapper(screen.world(), Velocity.class).create(2);
                }),
        REPLAY(
                screen -> {
                    Ending.made = screen::leave;
                    screen.commands.add(2, screen.endings);
                });

        final Consumer<Screen> leaving;

        Place(Consumer<Screen> leaving) {
            this.leaving = leaving;
        }
    }

    private final Bodies bodies = new Bodies();
    private final Screen screen = new Screen();
    private final Last last = new Last(screen.log);

    private World world(MayflyPlugin plugin) {
        return world(new WorldConfigurationBuilder().with(plugin));
    }

    private World world(WorldConfigurationBuilder builder) {
        World world = new World(builder.with(bodies, screen, last).build());
        bodies.body = (from, _, _) -> bodies.position.x.add(from, 1f);
        for (int i = 0; i < ENTITIES; i++) {
            mapper(world, Position.class).create(world.create());
        }
        Ending.made = null;
        return world;
    }

    private void everythingEnded(World world, Runnable nextTick) {
        assertThat(arena.depth()).isZero();
        assertThatThrownBy(() -> screen.position.x.get(0))
                .isInstanceOf(ExpiredException.class)
                .hasMessageContaining("column Position.x was used after its end. Its world was");
        assertThatThrownBy(nextTick::run).isInstanceOf(AllocatorClosedException.class);
        screen.ended = true;
        assertThatCode(world::dispose).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void theRestOfTheTickRunsAndThenAllEnds(Place place) {
        World world = world(plugin().workers(2));
        screen.update = place.leaving;

        world.process();

        assertThat(screen.log).containsExactly("disposed at 7.0", "left", "last at 7.0");
        everythingEnded(world, world::process);
    }

    @ParameterizedTest
    @EnumSource
    void soItDoesWhereSystemsRunSideBySide(Place place) {
        World world = world(plugin().workers(2).sideBySide());
        screen.update = place.leaving;

        world.process();

        assertThat(screen.log).containsExactly("disposed at 7.0", "left", "last at 7.0");
        everythingEnded(world, world::process);
    }

    /** A strategy of the user's own. */
    private static final class Guest extends InvocationStrategy {}

    @ParameterizedTest
    @EnumSource
    void soItDoesUnderAStrategyOfTheUsersOwn(Place place) {
        World world =
                world(
                        new WorldConfigurationBuilder()
                                .register(new Guest())
                                .with(plugin().workers(2)));
        screen.update = place.leaving;

        world.process();

        assertThat(screen.log).containsExactly("disposed at 7.0", "left", "last at 7.0");
        everythingEnded(world, world::process);
    }

    @ParameterizedTest
    @EnumSource
    void theStepsThatAreLeftOfAFrameAreTakenToo(Place place) {
        World world = world(plugin().workers(2).fixedStep(1f, 2));
        screen.update = place.leaving;
        world.delta = 2f;

        world.process();

        assertThat(screen.log)
                .containsExactly("disposed at 7.0", "left", "last at 7.0", "last at 7.0");
        world.delta = 1f;
        everythingEnded(world, world::process);
    }

    private void processInAFrame(World world) {
        try (FrameScope _ = arena.begin()) {
            world.process();
        }
    }

    @ParameterizedTest
    @EnumSource
    void soItDoesWhereTheMemoryOfATickIsTheEngines(Place place) {
        World world = world(plugin().workers(2).keepUntilFrameEnd());
        screen.update = place.leaving;

        processInAFrame(world);

        assertThat(screen.log).containsExactly("disposed at 7.0", "left", "last at 7.0");
        everythingEnded(world, () -> processInAFrame(world));
    }

    @ParameterizedTest
    @EnumSource
    void withinATickInATickAllEndsWithTheOuterOne(Place place) {
        World world = world(plugin().workers(2));
        screen.update =
                outer -> {
                    outer.update = place.leaving;
                    outer.world().process();
                    outer.log.add("outer at " + outer.position.y.get(0));
                };

        world.process();

        assertThat(screen.log)
                .containsExactly(
                        "disposed at 7.0", "left", "last at 7.0", "outer at 7.0", "last at 7.0");
        everythingEnded(world, world::process);
    }

    @ParameterizedTest
    @EnumSource
    void aTickThatFailsAfterwardsEndsAllToo(Place place) {
        World world = world(plugin().workers(2));
        screen.update = place.leaving;
        RuntimeException boom = new IllegalStateException("boom");
        last.fails = boom;

        assertThat(catchThrowable(world::process)).isSameAs(boom);

        assertThat(boom.getSuppressed()).isEmpty();
        assertThat(screen.log).containsExactly("disposed at 7.0", "left");
        everythingEnded(world, world::process);
    }

    /** A system of plain Artemis that ends the world in its second turn. */
    private static class Quitting extends BaseSystem {
        private final List<String> log;
        private int turns;

        Quitting(List<String> log) {
            this.log = log;
        }

        @Override
        protected void processSystem() {
            turns++;
            if (turns == 2) {
                world.dispose();
            }
            world.create();
            log.add(getClass().getSimpleName() + " " + turns);
        }

        @Override
        protected void dispose() {
            log.add(getClass().getSimpleName() + " disposed");
        }
    }

    private static final class Another extends Quitting {
        Another(List<String> log) {
            super(log);
        }
    }

    @Test
    void systemsSeeWhatTheySeeInPlainArtemis() {
        List<String> seen =
                DropIn.play(
                        (builder, log) -> {
                            builder.with(new Quitting(log), new Another(log));
                            return world -> {
                                world.process();
                                world.process();
                            };
                        });

        assertThat(seen.subList(2, 8))
                .containsExactly(
                        "Quitting disposed",
                        "Another disposed",
                        "Quitting 2",
                        "Quitting disposed",
                        "Another disposed",
                        "Another 2");
    }

    @Test
    void whatIsTakenInTheRestOfTheTickIsThere() {
        World world = world(plugin());
        screen.update =
                leaving -> {
                    leaving.leave();
                    assertThat(leaving.frame.floats(100).length()).isEqualTo(100);
                    assertThat(leaving.frame.allocate(64, 8).byteSize()).isEqualTo(64);
                };

        world.process();

        assertThat(screen.log).containsExactly("disposed at 7.0", "left", "last at 7.0");
    }

    @Test
    void anotherWorldIsDisposedOfAtOnce() {
        World other = world();
        Position theirs = mapper(other, Position.class).store();
        World world = world(plugin());
        screen.update =
                _ -> {
                    other.dispose();
                    assertThatThrownBy(() -> theirs.x.get(0)).isInstanceOf(ExpiredException.class);
                };

        world.process();

        world.dispose();
    }

    @Test
    void inABodyItIsRefusedAndTheWorldStaysAsItIs() {
        World world = world(plugin().workers(2));
        bodies.body = (_, _, _) -> world.dispose();

        assertThat(catchThrowable(world::process))
                .isInstanceOfSatisfying(
                        ArtemisMultiException.class,
                        all ->
                                assertThat(all.getExceptions())
                                        .singleElement()
                                        .isInstanceOf(ParallelMisuseException.class));

        bodies.body = null;
        screen.log.clear();
        world.process();
        assertThat(screen.log).containsExactly("last at 7.0");
        world.dispose();
    }

    @Test
    void besideOtherSystemsItIsRefusedByName() {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().workers(2).sideBySide())
                                .with(new Leaving(), new Beside())
                                .build());

        assertThat(catchThrowable(world::process))
                .isInstanceOf(ArtemisMultiException.class)
                .asString()
                .contains("The world was disposed of while systems run side by side")
                .contains("@Exclusive");

        world.dispose();
    }
}
