package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artemis.Aspect;
import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.ecs.error.TickInProgressException;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Code of the program that uses what it was called by; see {@link CallbacksTest}. */
class CallbackReentryTest extends WorldTest {

    private static final int ENTITIES = 100;

    /** What a system of the world does once. */
    private Runnable act = () -> {};

    private final class Acting extends BaseSystem {
        FrameEvents<Hit> hits;

        @Override
        protected void processSystem() {
            Runnable now = act;
            act = () -> {};
            now.run();
        }
    }

    private final Acting acting = new Acting();
    private final World world = world(acting);

    private EntityQuery query() {
        for (int i = 0; i < ENTITIES; i++) {
            mapper(world, Position.class).create(world.create());
        }
        EntityQuery query = EntityQuery.of(world, Aspect.all(Position.class));
        world.process();
        return query;
    }

    private void inATick(Runnable action) {
        act = action;
        world.process();
        assertThat(act).isNotSameAs(action);
    }

    /** With the first call, and one in the middle. */
    private static IntPredicate doing(Runnable action) {
        int[] calls = {0};
        return entity -> {
            int call = calls[0]++;
            if (call == 0 || call == ENTITIES / 2) {
                action.run();
            }
            return entity % 2 == 0;
        };
    }

    private static List<Integer> contents(IntList list) {
        List<Integer> contents = new ArrayList<>();
        for (int i = 0; i < list.length(); i++) {
            contents.add(list.get(i));
        }
        return contents;
    }

    // --- predicates of queries

    @Test
    void aPredicateThatSelectsDeletesOrCreatesDoesNotChangeWhatIsSelected() {
        EntityQuery query = query();
        List<Runnable> deeds =
                List.of(
                        () -> query.select(entity -> true),
                        () -> world.delete(3),
                        () -> mapper(world, Position.class).create(world.create()),
                        () ->
                                query.partition(
                                        entity -> true,
                                        memory.arena().intList(1),
                                        memory.arena().intList(1)));
        for (Runnable deed : deeds) {
            inATick(
                    () -> {
                        int count = query.count();
                        IntList even = query.select(doing(deed));
                        assertThat(contents(even))
                                .isEqualTo(contents(query.select(entity -> entity % 2 == 0)));
                        assertThat(query.count()).isEqualTo(count);
                    });
        }
    }

    @Test
    void aPredicateThatEndsTheScopeOfAResultIsNamed() {
        EntityQuery query = query();
        inATick(
                () -> {
                    FrameArena arena = memory.arena();
                    FrameScope scope = arena.scope();
                    assertThatExceptionOfType(ExpiredException.class)
                            .isThrownBy(() -> query.select(doing(scope::close)));
                });
        world.process();
    }

    @Test
    void aPredicateThatChangesAPartIsNamed() {
        EntityQuery query = query();
        inATick(
                () -> {
                    IntList even = memory.arena().intList(1);
                    IntList odd = memory.arena().intList(1);
                    List<Runnable> deeds =
                            List.of(
                                    even::clear,
                                    () -> odd.add(5),
                                    () -> query.partition(entity -> false, even, odd));
                    for (Runnable deed : deeds) {
                        assertThatExceptionOfType(ReentryException.class)
                                .isThrownBy(() -> query.partition(doing(deed), even, odd))
                                .withMessageContaining("predicate");
                    }
                    query.partition(entity -> entity % 2 == 0, even, odd);
                    assertThat(even.length()).isEqualTo(ENTITIES / 2);
                    assertThat(odd.length()).isEqualTo(ENTITIES / 2);
                });
    }

    // --- events

    @Test
    void anActionThatEmitsIsNotToldOfWhatItEmits() {
        inATick(
                () -> {
                    emit(5);
                    List<Integer> told = new ArrayList<>();
                    acting.hits.forEach(
                            hit -> {
                                told.add(told.size());
                                emit(100);
                            });
                    assertThat(told).hasSize(5);
                    assertThat(acting.hits.size()).isEqualTo(505);
                });
    }

    @Test
    void anActionThatTicksTheWorldIsToldOfNoEventOfAnotherTick() {
        inATick(
                () -> {
                    emit(5);
                    Throwable failure =
                            catchThrowable(() -> acting.hits.forEach(hit -> world.process()));
                    assertThat(failure == null || failure instanceof MayflyException)
                            .as("%s", failure)
                            .isTrue();
                });
        world.process();
        assertThat(acting.hits.size()).isZero();
    }

    private void emit(int count) {
        for (int i = 0; i < count; i++) {
            acting.hits.emit();
        }
    }

    // --- listeners of ticks and turns

    private World listenedTo(TickListener listener, BaseSystem... systems) {
        return new World(
                new WorldConfigurationBuilder()
                        .with(plugin().listener(listener))
                        .with(systems)
                        .build());
    }

    @Test
    void aListenerThatEndsTheFrameLeavesTheNextTickSound() {
        boolean[] once = {true};
        World heard =
                listenedTo(
                        new TickListener() {
                            @Override
                            public void beforeSystem(BaseSystem system) {
                                if (once[0]) {
                                    once[0] = false;
                                    memory.arena().end();
                                }
                            }
                        },
                        new Recording());
        assertThatThrownBy(heard::process).isInstanceOf(MayflyException.class);
        heard.process();
        assertThat(memory.arena().isOpen()).isFalse();
    }

    @Test
    void aListenerThatTicksTakesASnapshotOrDisposesIsServedOrNamed() {
        List<Throwable> thrown = new ArrayList<>();
        WorldSnapshot[] snapshot = {null};
        int[] depth = {0};
        World heard =
                listenedTo(
                        new TickListener() {
                            @Override
                            public void afterTick(World ended) {
                                thrown.add(catchThrowable(snapshot[0]::take));
                                if (depth[0]++ < 3) {
                                    ended.process();
                                }
                            }
                        },
                        new Recording());
        snapshot[0] = new WorldSnapshot(heard);
        heard.process();
        assertThat(thrown).hasSize(4).allMatch(TickInProgressException.class::isInstance);
        snapshot[0].take();
    }

    // --- the grain of a parallel system

    @FrameScoped
    @All(Position.class)
    static final class Grained extends ParallelSpanSystem {
        Runnable asked = () -> {};
        int grain = 8;
        int seen;

        @Override
        protected int grain() {
            Runnable now = asked;
            asked = () -> {};
            now.run();
            return grain;
        }

        @Override
        protected synchronized void processSpan(int from, int to, SpanWorker worker) {
            seen += to - from;
        }
    }

    @Test
    void aGrainThatIsNoneFailsOrTicksIsNamedAndTheNextTickIsSound() {
        Grained system = new Grained();
        World parallel =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().workers(2))
                                .with(system)
                                .build());
        for (int i = 0; i < ENTITIES; i++) {
            mapper(parallel, Position.class).create(parallel.create());
        }
        system.grain = 0;
        assertThatExceptionOfType(InvalidSizeException.class).isThrownBy(parallel::process);
        system.grain = 8;
        system.asked =
                () -> {
                    throw new IllegalStateException("no grain");
                };
        assertThatThrownBy(parallel::process).hasStackTraceContaining("no grain");
        system.asked = system::process;
        assertSound(parallel, system, 2 * ENTITIES);
        system.asked = parallel::process;
        assertSound(parallel, system, 2 * ENTITIES);
        assertSound(parallel, system, ENTITIES);
    }

    private static void assertSound(World parallel, Grained system, int seen) {
        system.seen = 0;
        parallel.process();
        assertThat(system.seen).isEqualTo(seen);
    }

    // --- which systems are of frames, and turns by hand

    @Test
    void aPredicateOfSystemsThatThrowsFailsTheMakingOfTheWorld() {
        WorldConfigurationBuilder failing =
                new WorldConfigurationBuilder()
                        .with(
                                plugin().fixedStep(1, 1)
                                        .eachFrame(
                                                system -> {
                                                    throw new IllegalStateException("no answer");
                                                }))
                        .with(new Recording());
        assertThatThrownBy(() -> new World(failing.build())).hasStackTraceContaining("no answer");
        world(new Recording()).process();
    }

    /** Takes the turns of others, and its own up to a depth. */
    private static final class Taking extends BaseSystem {
        SystemTurns turns;
        BaseSystem other;
        int depth;

        @Override
        protected void processSystem() {
            turns.process(other);
            if (depth++ < 3) {
                turns.process(this);
                world.process();
            }
        }
    }

    @Test
    void aTurnThatTakesTurnsOfOthersIsServedOrNamed() {
        int[] turns = {0};
        BaseSystem other =
                new BaseSystem() {
                    @Override
                    protected void processSystem() {
                        turns[0]++;
                    }
                };
        Taking taking = new Taking();
        World nested = world(taking, other);
        taking.turns = SystemTurns.of(nested);
        taking.other = other;
        Throwable failure = catchThrowable(nested::process);
        assertThat(failure == null || failure instanceof MayflyException)
                .as("%s", failure)
                .isTrue();
        turns[0] = 0;
        nested.process();
        assertThat(turns[0]).isEqualTo(2);
        assertThat(memory.arena().isOpen()).isFalse();
    }
}
