package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.SkipWire;

import dev.mayfly.allocator.FrameArena;

import org.junit.jupiter.api.Test;

/** Systems beside each other whose scopes run actions that throw. */
class SideBySideFailureTest extends WorldTest {

    abstract static class Told extends BaseSystem {
        FrameArena frame;
        @SkipWire Runnable turn = () -> {};

        @Override
        protected void processSystem() {
            turn.run();
        }
    }

    @Writes(Position.class)
    static class First extends Told {
        Position position;
    }

    @Writes(Velocity.class)
    static class Second extends Told {
        Velocity velocity;
        Commands commands;
    }

    private final First first = new First();
    private final Second second = new Second();

    private World world(int threads) {
        return new World(
                new WorldConfigurationBuilder()
                        .with(plugin().workers(threads).sideBySide())
                        .with(first, second)
                        .build());
    }

    private void failing(Told system, String name) {
        system.turn =
                () -> {
                    system.frame.scope().onClose(() -> raise(name + " action"));
                    throw new IllegalStateException(name);
                };
    }

    private static void raise(String message) {
        throw new AssertionError(message);
    }

    @Test
    void whatSystemsThrewIsNotLostWhereAnActionOfTheirScopesThrowsAnError() {
        World world = world(3);
        failing(first, "first");
        failing(second, "second");
        Throwable thrown = catchThrowable(world::process);
        assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("first");
        assertThat(thrown.getSuppressed())
                .extracting(Throwable::getMessage)
                .contains("first action", "second");
        soundIn(world);
    }

    @Test
    void aSystemThatEndsItsWorkersFrameLeavesTheNextTickSound() {
        World world = world(3);
        second.turn =
                () -> {
                    second.commands.create();
                    second.frame.unwind(0);
                };
        assertThat(catchThrowable(world::process)).isNotNull();
        soundIn(world);
    }

    private void soundIn(World world) {
        int[] turns = {0, 0};
        first.turn =
                () -> {
                    first.frame.ints(10);
                    turns[0]++;
                };
        second.turn =
                () -> {
                    second.frame.ints(10);
                    second.commands.create();
                    turns[1]++;
                };
        world.process();
        assertThat(turns).containsExactly(1, 1);
        assertThat(first.frame).isSameAs(arena);
        world.dispose();
    }
}
