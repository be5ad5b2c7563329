package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Injected arenas are those of the thread that ticks. */
class TickingThreadTest extends WorldTest {

    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void endTheOtherThread() throws Exception {
        assertThat(onOther(() -> memory.arena().depth())).isZero();
        other.close();
    }

    private <T> T onOther(Callable<T> action) throws Exception {
        return other.submit(action).get();
    }

    private static class Tool {
        FrameArena frame;
    }

    @Test
    void aWorldBuiltOnOneThreadIsTickedByAnotherAndByTheFirstAgain() throws Exception {
        List<FrameArena> used = new ArrayList<>();
        Turn.Action action =
                turn -> {
                    turn.frame.floats(8).set(0, 1f);
                    used.add(turn.frame);
                };
        Turn plain = new Turn.First(action);
        Turn scoped = new Turn.Scoped(action);
        World world = world(plain, scoped);
        FrameArena others = onOther(memory::arena);

        world.process();
        onOther(() -> tick(world));
        world.process();

        assertThat(others).isNotSameAs(arena);
        assertThat(used).containsExactly(arena, arena, others, others, arena, arena);
    }

    private static boolean tick(World world) {
        world.process();
        return true;
    }

    @Test
    void objectsInjectedThroughTheWorldFollowTheThreadToo() throws Exception {
        World world = world();
        Tool tool = new Tool();
        world.inject(tool);
        FrameArena others = onOther(memory::arena);

        onOther(() -> tick(world));
        assertThat(tool.frame).isSameAs(others);

        Tool late = new Tool();
        world.inject(late);
        world.process();
        assertThat(late.frame).isSameAs(arena);
        assertThat(tool.frame).isSameAs(arena);
    }

    @Test
    void componentsAreReachableFromWhicheverThreadTicks() throws Exception {
        World world =
                world(
                        new Turn.First(
                                turn -> mapper(turn.world(), Position.class).store().x.add(0, 1f)));
        mapper(world, Position.class).create(world.create());

        world.process();
        onOther(() -> tick(world));

        assertThat(mapper(world, Position.class).store().x.get(0)).isEqualTo(2f);
    }

    @Test
    void worldsOnTwoThreadsShareAnAllocatorAtTheSameTime() throws Exception {
        CyclicBarrier inTheMiddle = new CyclicBarrier(2);
        Future<Float> others = other.submit(() -> valueOfATick(inTheMiddle, 2f));

        assertThat(valueOfATick(inTheMiddle, 1f)).isEqualTo(1f);
        assertThat(others.get()).isEqualTo(2f);
    }

    /**
     * Ticks a world whose system writes a value, waits for the other world to have done so, and
     * reads.
     */
    private float valueOfATick(CyclicBarrier inTheMiddle, float value) {
        float[] read = new float[1];
        World world =
                world(
                        new Turn.First(
                                turn -> {
                                    Floats buffer = turn.frame.floats(1);
                                    buffer.set(0, value);
                                    await(inTheMiddle);
                                    read[0] = buffer.get(0);
                                }));
        world.process();
        return read[0];
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
