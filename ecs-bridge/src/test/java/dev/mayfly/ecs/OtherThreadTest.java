package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.BaseSystem;
import com.artemis.ComponentMapper;
import com.artemis.Entity;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.TypedBuffer;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.allocator.team.TeamFrame;
import dev.mayfly.ecs.error.ParallelMisuseException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * From checked on what a world gives to its systems is refused, within a tick, to threads that
 * neither tick the world nor work for the one that does.
 */
class OtherThreadTest extends WorldTest {

    public static final class Push extends FrameComponent {
        public final Floats x = floats();
    }

    public static final class Aim extends SoaComponent {
        public final Handles target = handles();
    }

    static class Acting extends BaseSystem {
        Commands commands;
        Position position;
        SoaMapper<Position> positions;
        OwnedRowsTest.Body body;
        Aim aim;
        EntityHandles handles;
        Push push;
        FrameMapper<Hit> hits;
        FrameEvents<Hit.OfTwo> events;
        FrameArena frame;

        Consumer<Acting> turn = _ -> {};

        @Override
        protected void processSystem() {
            turn.accept(this);
        }
    }

    private static final Set<String> OF_OBJECT =
            Set.of("equals", "hashCode", "getClass", "notify", "notifyAll", "wait", "toString");

    /** A thing of the bridge, and which of its methods any thread may call. */
    enum Thing {
        COMMANDS(Commands.class, s -> s.commands, Set.of("skipped")),
        EVENTS(FrameEvents.class, s -> s.events, Set.of()),
        VALUES(FrameMapper.class, s -> s.hits, Set.of()),
        ROWS(Push.class, s -> s.push, Set.of()),
        // Components are read as columns are: by whom the program lets.
        COMPONENTS(
                SoaMapper.class,
                s -> s.positions,
                Set.of("get", "has", "store", "getSafe", "opt", "getType", "internalCreate"));

        final Class<?> type;

        @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
        final Function<Acting, Object> of;

        @SuppressWarnings("ImmutableEnumChecker")
        final Set<String> open;

        Thing(Class<?> type, Function<Acting, Object> of, Set<String> open) {
            this.type = type;
            this.of = of;
            this.open = open;
        }

        Stream<Method> methods() {
            return Arrays.stream(type.getMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .filter(method -> !method.isBridge())
                    .filter(method -> !OF_OBJECT.contains(method.getName()))
                    .filter(method -> !open.contains(method.getName()));
        }
    }

    record Call(Thing thing, Method method) {
        @Override
        public String toString() {
            return thing.type.getSimpleName() + "." + method.getName() + method.getParameterCount();
        }
    }

    static Stream<Call> calls() {
        return Arrays.stream(Thing.values())
                .flatMap(thing -> thing.methods().map(method -> new Call(thing, method)));
    }

    private final Acting acting = new Acting();
    private final World world = world(acting);
    private final int entity = world.create();

    private Object argument(Class<?> type) {
        if (type == int.class) {
            return entity;
        }
        if (type == long.class) {
            return acting.handles.of(entity);
        }
        if (type == Handles.class) {
            return acting.aim.target;
        }
        if (type.isPrimitive()) {
            return Array.get(Array.newInstance(type, 1), 0);
        }
        if (type == Archetype.class) {
            return new ArchetypeBuilder().add(Position.class).build(world);
        }
        if (type == SoaComponent.class) {
            return acting.position;
        }
        if (type == ComponentMapper.class) {
            return acting.positions;
        }
        if (TypedBuffer.class.isAssignableFrom(type)) {
            return columnOf(type);
        }
        if (type == Consumer.class) {
            return (Consumer<Object>) _ -> {};
        }
        return type == Entity.class ? world.getEntity(entity) : null;
    }

    private Object columnOf(Class<?> type) {
        try {
            for (Field field : OwnedRowsTest.Body.class.getFields()) {
                if (field.getType() == type) {
                    return field.get(acting.body);
                }
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("no column of " + type);
    }

    private Throwable call(Call call) {
        Object[] arguments =
                Arrays.stream(call.method.getParameterTypes()).map(this::argument).toArray();
        try {
            call.method.setAccessible(true);
            call.method.invoke(call.thing.of.apply(acting), arguments);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Throwable onAnother(Function<Object, Throwable> call) {
        Throwable[] thrown = new Throwable[1];
        Thread other =
                new Thread(
                        () -> {
                            try {
                                thrown[0] = call.apply(null);
                            } catch (Throwable t) {
                                thrown[0] = t;
                            }
                        },
                        "other");
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return thrown[0];
    }

    private void inTick(Consumer<Acting> turn) {
        acting.turn = turn;
        world.process();
        acting.turn = _ -> {};
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyMethodIsRefusedInATick(Call call) {
        acting.positions.create(entity);
        mapper(world, OwnedRowsTest.Body.class).create(entity);
        mapper(world, Aim.class).create(entity);
        acting.hits.create(entity);
        acting.events.emit();
        world.process();
        Throwable[] thrown = new Throwable[1];
        inTick(
                s -> {
                    s.hits.create(entity);
                    s.events.emit();
                    thrown[0] = onAnother(_ -> call(call));
                });
        if (Safety.CHECKED) {
            assertThat(thrown[0])
                    .isInstanceOf(ForeignThreadException.class)
                    .hasMessageContaining("Thread 'other'")
                    .hasMessageContaining(Thread.currentThread().getName());
        }
    }

    @Test
    void aRefusedOneChangesNothing() {
        inTick(
                s -> {
                    Throwable thrown =
                            onAnother(
                                    _ -> {
                                        s.events.emit();
                                        return null;
                                    });
                    if (Safety.CHECKED) {
                        assertThat(thrown).isInstanceOf(ForeignThreadException.class);
                        assertThat(s.events.size()).isZero();
                    }
                });
    }

    @Test
    void betweenTwoTicksAnyThreadMayUseTheWorld() {
        world.process();

        Throwable thrown =
                onAnother(
                        _ -> {
                            acting.positions.create(entity);
                            acting.hits.create(entity);
                            acting.push.touch(entity);
                            acting.events.emit();
                            acting.positions.remove(entity);
                            return null;
                        });

        assertThat(thrown).isNull();
        inTick(s -> assertThat(s.events.size()).isEqualTo(1));
    }

    @Test
    void whoTicksNextIsWhoMay() {
        Throwable thrown =
                onAnother(
                        _ -> {
                            inTick(s -> s.events.emit());
                            return null;
                        });

        assertThat(thrown).isNull();
        inTick(s -> assertThat(s.commands.create()).isNotZero());
    }

    @Test
    void threadsOfALoopReadWhatTheWorldGives() {
        acting.positions.create(entity);
        acting.position.x.set(entity, 3f);
        try (FrameTeam team = FrameTeam.create(memory, 2)) {
            inTick(
                    s -> {
                        s.hits.create(entity).damage = 4;
                        s.events.emit().damage = 5;
                        AtomicInteger sum = new AtomicInteger();
                        try (TeamFrame _ = team.begin()) {
                            team.parallelFor(
                                    0,
                                    32,
                                    1,
                                    (_, _, _, _) ->
                                            sum.addAndGet(
                                                    s.hits.get(entity).damage
                                                            + s.events.get(0).damage
                                                            + (int) s.position.x.get(entity)));
                        }
                        assertThat(sum.get()).isEqualTo(32 * 12);
                    });
        }
    }

    @All(Position.class)
    static class WithInjectedArena extends ParallelSpanSystem {
        FrameArena frame;

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            frame.floats(4);
        }

        @Override
        protected int grain() {
            return 1;
        }
    }

    @Test
    void anInjectedArenaIsRefusedInABody() {
        assumeTrue(Safety.CHECKED);
        for (int workers = 1; workers <= 3; workers++) {
            World parallel =
                    new World(
                            new WorldConfigurationBuilder()
                                    .with(plugin().workers(workers))
                                    .with(new WithInjectedArena())
                                    .build());
            mapper(parallel, Position.class).create(parallel.create());
            assertThatThrownBy(parallel::process)
                    .isInstanceOf(ParallelMisuseException.class)
                    .hasMessageContaining("take memory from worker.frame()");
            arena.begin().close();
            parallel.dispose();
        }
    }
}
