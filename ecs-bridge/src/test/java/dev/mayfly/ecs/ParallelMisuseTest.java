package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.EntityTransmuter;
import com.artemis.EntityTransmuterFactory;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.ecs.error.CommandFailedException;
import dev.mayfly.ecs.error.ParallelMisuseException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What only one thread may do is refused in a body, at once and with nothing half done; and a body
 * that throws ends the turn and leaves the next tick sound.
 */
class ParallelMisuseTest extends WorldTest {

    private static final int ENTITIES = 100;

    private final Bodies bodies = new Bodies();
    private final Recording later = new Recording();

    private World populated(int threads) {
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().workers(threads))
                                .with(bodies, later)
                                .build());
        for (int i = 0; i < ENTITIES; i++) {
            mapper(world, Position.class).create(world.create());
        }
        bodies.names.create(40);
        bodies.velocities.create(40);
        world.process();
        return world;
    }

    private static int living(World world, Aspect.Builder aspect) {
        return world.getAspectSubscriptionManager().get(aspect).getEntities().size();
    }

    /** Commands and events of bodies do what they should, and nothing is left of before. */
    private void theNextTickIsSound(World world) {
        assertThat(arena.depth()).isZero();
        int before = living(world, Aspect.all());
        AtomicInteger spans = new AtomicInteger();
        bodies.body =
                (from, _, worker) -> {
                    spans.incrementAndGet();
                    worker.frame().floats(10);
                    worker.commands().create();
                    worker.events(bodies.pings).emit().entity = from;
                };
        bodies.after = null;
        later.tick(_ -> assertThat(bodies.pings.size()).isEqualTo(spans.get()).isPositive());
        assertThat(living(world, Aspect.all())).isEqualTo(before + spans.get());
        assertThat(bodies.commands.skipped()).isZero();
        world.dispose();
    }

    private enum Misuse {
        CREATE {
            @Override
            void in(Bodies system) {
                system.world().create();
            }
        },
        CREATE_LIKE {
            @Override
            void in(Bodies system) {
                system.world().create(new ArchetypeBuilder().build(system.world()));
            }
        },
        DELETE {
            @Override
            void in(Bodies system) {
                system.world().delete(40);
            }
        },
        ADD {
            @Override
            void in(Bodies system) {
                system.velocities.create(41);
            }
        },
        REMOVE {
            @Override
            void in(Bodies system) {
                system.velocities.remove(40);
            }
        },
        ADD_PLAIN {
            @Override
            void in(Bodies system) {
                system.names.create(41);
            }
        },
        REMOVE_PLAIN {
            @Override
            void in(Bodies system) {
                system.names.remove(40);
            }
        },
        EDIT {
            @Override
            void in(Bodies system) {
                system.world().edit(41);
            }
        },
        TRANSMUTE {
            @Override
            void in(Bodies system) {
                EntityTransmuter toPlace =
                        new EntityTransmuterFactory(system.world()).remove(Velocity.class).build();
                toPlace.transmute(40);
            }
        },
        RECORD {
            @Override
            void in(Bodies system) {
                system.commands.delete(40);
            }
        },
        EMIT {
            @Override
            void in(Bodies system) {
                system.pings.emit();
            }
        },
        HIT {
            @Override
            void in(Bodies system) {
                system.hits.create(40);
            }
        },
        HIT_ROW {
            @Override
            void in(Bodies system) {
                system.rows.touch(40);
            }
        },
        TICK {
            @Override
            void in(Bodies system) {
                system.world().process();
            }
        };

        abstract void in(Bodies system);
    }

    @ParameterizedTest
    @EnumSource
    void itIsRefusedAtOnceAndNothingHasChanged(Misuse misuse) {
        World world = populated(2);
        AtomicReference<Throwable> refused = new AtomicReference<>();
        bodies.body =
                (from, to, _) -> {
                    if (from <= 40 && 40 < to) {
                        refused.set(catchThrowable(() -> misuse.in(bodies)));
                    }
                };

        world.process();

        assertThat(refused.get())
                .isInstanceOf(ParallelMisuseException.class)
                .hasMessageContaining("processSpan");
        assertThat(living(world, Aspect.all())).isEqualTo(ENTITIES);
        assertThat(living(world, Aspect.all(Velocity.class, Recording.Name.class))).isEqualTo(1);
        assertThat(bodies.velocities.has(40)).isTrue();
        assertThat(bodies.names.has(40)).isTrue();
        assertThat(bodies.velocities.has(41)).isFalse();
        assertThat(bodies.names.has(41)).isFalse();
        assertThat(bodies.hits.size() + bodies.rows.size()).isZero();
        assertThat(world.create()).isEqualTo(ENTITIES);
        // And it is fine once the loop is over.
        bodies.body = null;
        bodies.after =
                () -> {
                    if (misuse != Misuse.TICK) {
                        misuse.in(bodies);
                    }
                };
        world.process();
        theNextTickIsSound(world);
    }

    @Test
    void structuralChangeNamesCommands() {
        World world = populated(1);
        bodies.body = (_, _, _) -> world.delete(40);

        assertThatThrownBy(world::process)
                .isInstanceOf(ParallelMisuseException.class)
                .hasMessageContaining("Entity 40 was deleted")
                .hasMessageContaining("worker.commands()");

        theNextTickIsSound(world);
    }

    @Test
    void whatIsAWorkersIsRefusedOutsideOfABody() {
        World world = populated(2);
        AtomicReference<SpanWorker> kept = new AtomicReference<>();
        AtomicReference<FrameEvents<TeemingWorld.Ping>> keptEvents = new AtomicReference<>();
        AtomicInteger refusals = new AtomicInteger();
        bodies.body =
                (_, _, worker) -> {
                    kept.set(worker);
                    keptEvents.set(worker.events(bodies.pings));
                };
        bodies.after =
                () -> {
                    assertThatThrownBy(() -> kept.get().commands().create())
                            .isInstanceOf(ParallelMisuseException.class)
                            .hasMessageContaining("Commands of a worker");
                    assertThatThrownBy(() -> kept.get().events(bodies.pings))
                            .isInstanceOf(ParallelMisuseException.class);
                    assertThatThrownBy(() -> keptEvents.get().emit())
                            .isInstanceOf(ParallelMisuseException.class)
                            .hasMessageContaining("Ping");
                    refusals.incrementAndGet();
                };

        world.process();

        assertThat(refusals).hasValue(1);
        theNextTickIsSound(world);
    }

    // --- bodies that fail

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void anExceptionReachesTheCallerAndNothingOfTheTurnIsLeft(int threads) {
        World world = populated(threads);
        RuntimeException failure = new IllegalStateException("boom");
        AtomicInteger bodiesRun = new AtomicInteger();
        bodies.grain = 1;
        bodies.body =
                (from, to, worker) -> {
                    bodiesRun.incrementAndGet();
                    worker.frame().floats(10);
                    worker.frame().scope();
                    worker.commands().delete(from);
                    worker.commands().create();
                    worker.events(bodies.pings).emit();
                    if (from >= 5) {
                        throw failure;
                    }
                    worker.frame().unwind(worker.frame().depth() - 1);
                };

        assertThat(catchThrowable(world::process)).isSameAs(failure);

        assertThat(bodiesRun.get()).isLessThanOrEqualTo(5 + threads);
        bodies.grain = 16;
        bodies.body = null;
        bodies.after = () -> assertThat(bodies.pings.size()).isZero();
        world.process();
        assertThat(living(world, Aspect.all())).isEqualTo(ENTITIES);
        theNextTickIsSound(world);
    }

    @Test
    void aScopeThatABodyLeavesOpenIsFound() {
        World world = populated(2);
        bodies.body =
                (from, _, worker) -> {
                    if (from == 0) {
                        FrameScope leaked = worker.frame().scope();
                        assertThat(leaked.isOpen()).isTrue();
                    }
                };

        assertThatThrownBy(world::process).isInstanceOf(ScopeOrderException.class);

        theNextTickIsSound(world);
    }

    @Test
    void aCommandOfABodyThatFailsIsNamed() {
        World world = populated(2);
        Recording.Fragile.onConstruction = new IllegalStateException("boom");
        bodies.body =
                (from, _, worker) -> {
                    if (from == 32) {
                        worker.commands().add(from, later.fragiles);
                    }
                    worker.commands().set(from, bodies.position.x, 5f);
                };

        try {
            assertThatThrownBy(world::process)
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("Command 3")
                    .hasMessageContaining("add Fragile to entity 32");
        } finally {
            Recording.Fragile.onConstruction = null;
        }

        assertThat(bodies.position.x.get(16)).isEqualTo(5f);
        assertThat(bodies.position.x.get(32)).isEqualTo(0f);
        theNextTickIsSound(world);
    }
}
