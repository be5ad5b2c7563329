package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.ecs.error.NoEngineFrameException;

import org.junit.jupiter.api.Test;

/** How long what a system or a listener takes stays valid. */
class MemoryLifetimeTest extends WorldTest {

    private Floats taken;
    private Runnable atNextSystem = () -> {};

    private final Turn.Action take =
            turn -> {
                taken = turn.frame.floats(4);
                taken.set(0, 5f);
            };

    private static class Listener extends BaseEntitySystem {
        FrameArena frame;
        Floats taken;

        Listener() {
            super(Aspect.all());
        }

        @Override
        protected void inserted(int entity) {
            taken = frame.floats(1);
            taken.set(0, entity);
        }

        @Override
        protected void processSystem() {}
    }

    private World keeping() {
        return new World(
                new WorldConfigurationBuilder()
                        .with(plugin().keepUntilFrameEnd())
                        .with(
                                new Listener(),
                                new Turn.First(take),
                                new Turn.Second(_ -> atNextSystem.run()))
                        .build());
    }

    private void assertExpired(Floats buffer) {
        assertThatThrownBy(() -> buffer.get(0)).isInstanceOf(ExpiredException.class);
    }

    @Test
    void whatASystemTakesIsThereForLaterSystemsAndExpiresWithTheTick() {
        atNextSystem = () -> assertThat(taken.get(0)).isEqualTo(5f);
        World world = world(new Turn.First(take), new Turn.Second(_ -> atNextSystem.run()));

        world.process();

        assertExpired(taken);
    }

    @Test
    void whatAFrameScopedSystemTakesExpiresWhenItReturns() {
        atNextSystem = () -> assertExpired(taken);
        World world = world(new Turn.Scoped(take), new Turn.Second(_ -> atNextSystem.run()));

        world.process();
    }

    @Test
    void whatAListenerTakesExpiresBeforeTheNextSystemRuns() {
        Listener listener = new Listener();
        World world = world(listener, new Turn.First(_ -> assertExpired(listener.taken)));
        world.create();

        world.process();

        assertThat(listener.taken).isNotNull();
    }

    @Test
    void whatATickTakesExpiresWithTheTickInAnEnginesFrameToo() {
        World world = world(new Turn.First(take));
        try (FrameScope _ = arena.begin()) {
            Floats engines = arena.floats(1);
            engines.set(0, 3f);

            world.process();

            assertExpired(taken);
            assertThat(engines.get(0)).isEqualTo(3f);
        }
    }

    @Test
    void whatAKeptTickTakesIsValidUntilTheEngineEndsItsFrame() {
        World world = keeping();

        try (FrameScope _ = arena.begin()) {
            world.process();
            assertThat(taken.get(0)).isEqualTo(5f);
        }

        assertExpired(taken);
    }

    @Test
    void twoKeptTicksOfOneFrameBothKeepTheirs() {
        World world = keeping();
        try (FrameScope _ = arena.begin()) {
            world.process();
            Floats first = taken;
            first.set(0, 1f);

            world.process();

            assertThat(taken).isNotSameAs(first);
            assertThat(first.get(0)).isEqualTo(1f);
            assertThat(taken.get(0)).isEqualTo(5f);
        }
    }

    @Test
    void listenersAndFrameScopedSystemsOfAKeptTickEndTheirsAllTheSame() {
        Listener listener = new Listener();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().keepUntilFrameEnd())
                                .with(listener, new Turn.Scoped(take))
                                .build());
        world.create();

        try (FrameScope engine = arena.begin()) {
            world.process();

            assertExpired(listener.taken);
            assertExpired(taken);
            assertThat(engine.used()).isZero();
        }
    }

    @Test
    void tickingAKeepingWorldWithoutAnEnginesFrameThrows() {
        World world = keeping();

        assertThatThrownBy(world::process)
                .isInstanceOf(NoEngineFrameException.class)
                .hasMessageContaining(Thread.currentThread().getName())
                .hasMessageContaining("keepUntilFrameEnd()")
                .hasMessageContaining("begin()");

        assertThat(taken).isNull();
        try (FrameScope _ = arena.begin()) {
            world.process();
            assertThat(taken.get(0)).isEqualTo(5f);
        }
    }

    @Test
    void aFailingKeptTickLeavesTheEnginesFrameAsItWas() {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().keepUntilFrameEnd())
                                .with(
                                        new Turn.Scoped(
                                                turn -> {
                                                    turn.frame.scope();
                                                    throw new IllegalStateException("boom");
                                                }))
                                .build());
        try (FrameScope engine = arena.begin()) {
            assertThatThrownBy(world::process).hasMessage("boom");

            assertThat(arena.depth()).isEqualTo(1);
            assertThat(engine.used()).isZero();
        }
    }

    @Test
    void aScopeThatASystemOfAKeptTickLeavesOpenEndsWithTheTick() {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().keepUntilFrameEnd())
                                .with(new Turn.First(turn -> turn.frame.scope()))
                                .build());
        try (FrameScope engine = arena.begin()) {
            assertThatThrownBy(world::process)
                    .isInstanceOf(ScopeOrderException.class)
                    .hasMessageContaining(Turn.First.class.getName());

            assertThat(engine.isOpen()).isTrue();
            assertThat(arena.depth()).isEqualTo(1);
        }
    }

    @Test
    void aScopeThatAFailingSystemOfAKeptTickLeavesOpenEndsWithTheTick() {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().keepUntilFrameEnd())
                                .with(
                                        new Turn.First(
                                                turn -> {
                                                    turn.frame.scope();
                                                    throw new IllegalStateException("boom");
                                                }))
                                .build());
        try (FrameScope engine = arena.begin()) {
            assertThatThrownBy(world::process).hasMessage("boom");

            assertThat(engine.isOpen()).isTrue();
            assertThat(arena.depth()).isEqualTo(1);
        }
    }
}
