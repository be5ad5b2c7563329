package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.BaseSystem;
import com.artemis.World;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.error.ScopeOrderException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After a failing tick the arena is at rest, the failure is the one that was thrown, and the next
 * tick works.
 */
class FailingTickTest extends WorldTest {

    private final RuntimeException failure = new IllegalStateException("boom");
    private boolean armed = true;
    private int turns;

    private void failIfArmed() {
        if (armed) {
            throw failure;
        }
        turns++;
    }

    private void theNextTickWorks(World world) {
        assertThat(arena.depth()).isZero();
        armed = false;
        world.process();
        assertThat(turns).isPositive();
        assertThat(arena.depth()).isZero();
    }

    private Turn failing(boolean frameScoped, Turn.Action before) {
        Turn.Action action =
                turn -> {
                    if (armed) {
                        before.run(turn);
                    }
                    failIfArmed();
                };
        return frameScoped ? new Turn.Scoped(action) : new Turn.First(action);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anExceptionOfASystemReachesTheCaller(boolean frameScoped) {
        World world = world(failing(frameScoped, turn -> turn.frame.floats(10)));

        assertThat(catchThrowable(world::process)).isSameAs(failure);

        assertThat(failure.getSuppressed()).isEmpty();
        theNextTickWorks(world);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aScopeThatTheFailingSystemLeftOpenIsEndedAndDoesNotMaskTheFailure(boolean frameScoped) {
        World world = world(failing(frameScoped, turn -> turn.frame.scope()));

        assertThat(catchThrowable(world::process)).isSameAs(failure);

        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(ScopeOrderException.class);
        theNextTickWorks(world);
    }

    @Test
    void theMemoryOfAFailingTickIsEndedInsideAnEnginesFrame() {
        World world = world(failing(true, turn -> turn.frame.scope().tag()));
        try (FrameScope engine = arena.begin()) {
            arena.floats(100);
            long before = engine.used();

            assertThat(catchThrowable(world::process)).isSameAs(failure);

            assertThat(arena.depth()).isEqualTo(1);
            assertThat(engine.used()).isEqualTo(before);
        }
        theNextTickWorks(world);
    }

    @Test
    void anErrorIsTreatedAsAnExceptionIs() {
        Error error = new StackOverflowError();
        World world =
                world(
                        new Turn.First(
                                _ -> {
                                    if (armed) {
                                        throw error;
                                    }
                                    turns++;
                                }));

        assertThat(catchThrowable(world::process)).isSameAs(error);

        theNextTickWorks(world);
    }

    private class FailingListener extends BaseEntitySystem {
        FrameArena frame;
        boolean leaveScopeOpen;

        FailingListener() {
            super(Aspect.all());
        }

        @Override
        protected void inserted(int entity) {
            if (armed && leaveScopeOpen) {
                frame.scope();
            }
            failIfArmed();
        }

        @Override
        protected void processSystem() {
            turns++;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anExceptionOfAListenerReachesTheCaller(boolean leaveScopeOpen) {
        FailingListener listener = new FailingListener();
        listener.leaveScopeOpen = leaveScopeOpen;
        World world = world(listener);
        world.create();

        assertThat(catchThrowable(world::process)).isSameAs(failure);

        assertThat(failure.getSuppressed()).hasSize(leaveScopeOpen ? 1 : 0);
        theNextTickWorks(world);
    }

    @Test
    void aListenerThatReturnsWithAScopeOpenIsFoundWhenTheRoundOfListenersEnds() {
        World world =
                world(
                        new BaseEntitySystem(Aspect.all()) {
                            FrameArena frame;

                            @Override
                            protected void inserted(int entity) {
                                frame.scope();
                            }

                            @Override
                            protected void processSystem() {
                                turns++;
                            }
                        });
        world.create();

        assertThatThrownBy(world::process)
                .isInstanceOf(ScopeOrderException.class)
                .hasMessageContaining("'listeners'");

        theNextTickWorks(world);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSystemThatReturnsWithAScopeOpenIsNamed(boolean frameScoped) {
        Turn.Action action =
                turn -> {
                    turns++;
                    if (armed) {
                        turn.frame.scope();
                    }
                };
        Turn turn = frameScoped ? new Turn.Scoped(action) : new Turn.First(action);
        World world = world(turn);

        assertThatThrownBy(world::process)
                .isInstanceOf(ScopeOrderException.class)
                .hasMessageContaining(turn.getClass().getName())
                .hasMessageContaining("left 1 scope(s) open");

        theNextTickWorks(world);
    }

    @Test
    void aSystemThatEndsTheTicksFrameIsNamed() {
        Turn turn =
                new Turn.First(
                        self -> {
                            turns++;
                            if (armed) {
                                self.frame.end();
                            }
                        });
        World world = world(turn);

        assertThatThrownBy(world::process)
                .isInstanceOf(ScopeOrderException.class)
                .hasMessageContaining(turn.getClass().getName())
                .hasMessageContaining("closed 1 scope(s)");

        theNextTickWorks(world);
    }

    @Test
    void entitiesOfAFailedTickAreStillThereInTheNext() {
        World world =
                world(
                        new Turn.First(
                                turn -> {
                                    if (armed) {
                                        mapper(turn.world(), Position.class)
                                                .create(turn.world().create());
                                    }
                                    failIfArmed();
                                }));

        assertThat(catchThrowable(world::process)).isSameAs(failure);
        theNextTickWorks(world);

        assertThat(
                        world.getAspectSubscriptionManager()
                                .get(Aspect.all(Position.class))
                                .getEntities()
                                .size())
                .isEqualTo(1);
    }

    /**
     * Ends the frame of the tick that it is in, which is not its own, where commands are recorded.
     */
    static class Ending extends BaseSystem {
        FrameArena frame;
        Commands commands;
        boolean off;

        @Override
        protected void processSystem() {
            if (!off) {
                commands.create();
                frame.end();
            }
        }
    }

    @Test
    void aSystemThatEndsTheFrameOfTheTickIsNamed() {
        Ending ending = new Ending();
        World world = world(ending);

        assertThatThrownBy(world::process)
                .isInstanceOf(ScopeOrderException.class)
                .hasMessageContaining(Ending.class.getName())
                .hasMessageContaining("closed 1 scope(s) that it had not opened");

        ending.off = true;
        turns = 1;
        theNextTickWorks(world);
    }
}
