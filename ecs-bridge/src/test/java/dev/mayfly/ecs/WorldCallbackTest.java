package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.EntitySubscription;
import com.artemis.PooledComponent;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.utils.IntBag;

import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.SafetyLevel;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.ecs.error.CommandFailedException;
import dev.mayfly.ecs.error.ParallelMisuseException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Code of the program that a world calls, and that uses the world in turn, ends what it was called
 * in, or throws whatever there is, checked exceptions as Kotlin's included.
 */
class WorldCallbackTest extends WorldTest {

    enum Kind {
        UNCHECKED(new IllegalStateException("of the program")),
        CHECKED(new IOException("of the program")),
        ERROR(new AssertionError("of the program"));

        final Throwable thrown;

        Kind(Throwable thrown) {
            this.thrown = thrown;
        }

        void raise() {
            Kind.<RuntimeException>raise(thrown);
        }

        @SuppressWarnings("unchecked")
        private static <E extends Throwable> void raise(Throwable any) throws E {
            throw (E) any;
        }
    }

    /** What a reset, or a constructor, of the following does. */
    private static Runnable action = () -> {};

    private static void act() {
        Runnable once = action;
        action = () -> {};
        once.run();
    }

    public static final class Spark implements Poolable {
        int number;

        public Spark() {
            act();
        }

        @Override
        public void reset() {
            number = 0;
            act();
        }
    }

    public static final class Pooled extends PooledComponent {
        @Override
        protected void reset() {
            act();
        }
    }

    public static final class Plain extends Component {
        public Plain() {
            act();
        }
    }

    static class Fields extends BaseSystem {
        FrameEvents<Spark> sparks;
        FrameEvents<Pooled> pooled;
        FrameMapper<Spark> values;
        Commands commands;
        ComponentMapper<Plain> plains;
        Runnable turn = () -> {};

        World world() {
            return world;
        }

        @Override
        protected void processSystem() {
            turn.run();
        }
    }

    static class Later extends Fields {}

    private final Fields fields = new Fields();

    @AfterEach
    void nothingWaits() {
        action = () -> {};
    }

    // --- events and values of a tick

    @Test
    void anEventWhoseResetEmitsAnotherIsNamed() {
        World world = world(fields);
        fields.turn = () -> emitAll(fields.sparks); // so that all are used again
        world.process();
        fields.turn =
                () -> {
                    action = () -> fields.sparks.emit().number = 1;
                    assertThatExceptionOfType(ReentryException.class)
                            .isThrownBy(fields.sparks::emit)
                            .withMessageContaining("Spark");
                    fields.sparks.emit().number = 2;
                    assertThat(fields.sparks.size()).isEqualTo(2);
                    assertThat(fields.sparks.get(0).number).isEqualTo(1);
                    assertThat(fields.sparks.get(1).number).isEqualTo(2);
                };
        world.process();
    }

    private static void emitAll(FrameEvents<?> events) {
        for (int i = 0; i < 16; i++) {
            events.emit();
        }
    }

    @Test
    void aValueWhoseResetCreatesAnotherIsNamed() {
        World world = world(fields);
        int first = world.create();
        int second = world.create();
        world.process();
        fields.turn = () -> fields.values.create(first).number = 1;
        world.process();
        fields.turn =
                () -> {
                    action = () -> fields.values.create(second).number = 2;
                    assertThatExceptionOfType(ReentryException.class)
                            .isThrownBy(() -> fields.values.create(first))
                            .withMessageContaining("Spark");
                    assertThat(fields.values.has(first)).isFalse();
                    assertThat(fields.values.get(second).number).isEqualTo(2);
                    fields.values.create(first).number = 1;
                    assertThat(fields.values.get(second).number).isEqualTo(2);
                    assertThat(fields.values.size()).isEqualTo(2);
                };
        world.process();
    }

    @ParameterizedTest
    @EnumSource
    void whatAResetThrowsIsPassedOnAndNothingWasEmitted(Kind kind) {
        assumeTrue(SafetyLevel.current() == SafetyLevel.STANDARD); // else nothing is reset
        World world = world(fields);
        fields.turn =
                () -> {
                    emitAll(fields.sparks);
                    emitAll(fields.pooled);
                };
        world.process();
        fields.turn =
                () -> {
                    action = kind::raise;
                    assertThat(catchThrowable(fields.sparks::emit)).isSameAs(kind.thrown);
                    action = kind::raise;
                    assertThat(catchThrowable(fields.pooled::emit)).isSameAs(kind.thrown);
                    assertThat(fields.sparks.size()).isZero();
                    assertThat(fields.pooled.size()).isZero();
                };
        world.process();
    }

    // --- what ends the frame

    @Test
    void aSystemThatEndsTheTicksFrameIsNamedAndTheTickEndsAsEver() {
        World world = world(fields);
        fields.turn =
                () -> {
                    fields.sparks.emit();
                    fields.commands.create();
                    arena.end();
                };
        assertThatExceptionOfType(ScopeOrderException.class)
                .isThrownBy(world::process)
                .withMessageContaining("closed 1 scope(s) that it had not opened");
        fields.turn =
                () -> {
                    assertThat(fields.sparks.size()).isZero();
                    fields.commands.create();
                };
        world.process();
        assertThat(fields.commands.toString()).contains("closed");
        assertThat(world.getAspectSubscriptionManager().get(Aspect.all()).getEntities().size())
                .isEqualTo(1);
    }

    @Test
    void aListenerThatEndsTheTicksFrameLeavesTheNextTickSound() {
        World world = world(fields);
        boolean[] ending = {true};
        world.getAspectSubscriptionManager()
                .get(Aspect.all())
                .addSubscriptionListener(
                        new EntitySubscription.SubscriptionListener() {
                            @Override
                            public void inserted(IntBag entities) {
                                if (ending[0]) {
                                    arena.unwind(0);
                                }
                            }

                            @Override
                            public void removed(IntBag entities) {}
                        });
        world.create();
        fields.turn = () -> fields.sparks.emit();
        assertThatExceptionOfType(ScopeOrderException.class).isThrownBy(world::process);
        ending[0] = false;
        fields.turn = () -> assertThat(fields.sparks.size()).isZero();
        world.process();
    }

    private World parallel(Bodies bodies, int threads) {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().workers(threads))
                                .with(bodies)
                                .build());
        for (int i = 0; i < 100; i++) {
            mapper(world, Position.class).create(world.create());
        }
        world.process();
        return world;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aBodyThatEndsItsWorkersFrameIsNamedAndTheNextTickIsSound(int threads) {
        Bodies bodies = new Bodies();
        World world = parallel(bodies, threads);
        bodies.body =
                (from, _, worker) -> {
                    worker.commands().create();
                    worker.events(bodies.pings).emit();
                    worker.frame().unwind(0);
                };
        assertThatExceptionOfType(ScopeOrderException.class).isThrownBy(world::process);
        soundIn(world, bodies);
        world.dispose();
    }

    private void soundIn(World world, Bodies bodies) {
        AtomicInteger spans = new AtomicInteger();
        bodies.body =
                (from, _, worker) -> {
                    spans.incrementAndGet();
                    worker.frame().floats(10);
                    worker.commands().create();
                    worker.events(bodies.pings).emit().entity = from;
                };
        bodies.after = () -> assertThat(bodies.pings.size()).isEqualTo(spans.get());
        world.process();
        assertThat(spans.get()).isPositive();
        bodies.after = null;
    }

    @ParameterizedTest
    @EnumSource
    void everyWorkersScopeEndsWhateverTheirActionsThrow(Kind kind) {
        Bodies bodies = new Bodies.Scoped();
        World world = parallel(bodies, 3);
        List<FrameScope> scopes = new ArrayList<>();
        bodies.body =
                (_, _, worker) -> {
                    worker.frame().ints(1);
                    try (FrameScope scope = worker.frame().scope()) {
                        synchronized (scopes) {
                            scopes.add(scope);
                        }
                        scope.onClose(kind::raise);
                    }
                };
        assertThat(catchThrowable(world::process)).isSameAs(kind.thrown);
        soundIn(world, bodies);
        assertThat(scopes).isNotEmpty().noneMatch(FrameScope::isOpen);
        world.dispose();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aBodyThatRunsAParallelSystemIsNamed(int threads) {
        Bodies bodies = new Bodies();
        World world = parallel(bodies, threads);
        bodies.body = (_, _, _) -> bodies.process();
        assertThatExceptionOfType(ParallelMisuseException.class)
                .isThrownBy(world::process)
                .withMessageContaining("Bodies");
        soundIn(world, bodies);
        world.dispose();
    }

    @Test
    void aSystemThatTicksItsWorldWithoutAnEndIsNamedAndTheNextTickIsSound() {
        World world = world(fields);
        fields.turn = world::process;
        assertThatExceptionOfType(ReentryException.class)
                .isThrownBy(world::process)
                .withMessageContaining("ticks its own world without an end");
        int[] turns = {0};
        fields.turn =
                () -> {
                    fields.commands.create();
                    if (turns[0]++ < 10) {
                        world.process();
                    }
                };
        world.process();
        assertThat(turns[0]).isEqualTo(11);
    }

    // --- commands

    @ParameterizedTest
    @EnumSource
    void aComponentThatCannotBeMadeFailsItsCommandAndNothingElse(Kind kind) {
        World world = world(fields, new Later());
        int entity = world.create();
        world.process();
        fields.turn =
                () -> {
                    fields.commands.add(entity, fields.plains);
                    action = kind::raise;
                };
        Throwable thrown = catchThrowable(world::process);
        if (kind == Kind.ERROR) {
            assertThat(thrown).isSameAs(kind.thrown);
        } else {
            assertThat(thrown)
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("add Plain");
        }
        action = () -> {};
        fields.turn = () -> {};
        world.process();
        assertThat(fields.plains.has(entity)).isFalse();
        assertThat(world.getAspectSubscriptionManager().get(Aspect.all(Plain.class)).getEntities())
                .matches(IntBag::isEmpty);
        fields.turn = () -> fields.commands.add(entity, fields.plains);
        world.process();
        world.process();
        assertThat(fields.plains.has(entity)).isTrue();
    }
}
