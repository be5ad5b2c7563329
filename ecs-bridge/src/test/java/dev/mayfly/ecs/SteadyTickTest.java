package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.World;
import com.artemis.annotations.All;
import com.artemis.utils.IntBag;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.internal.Safety;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

/** A steady tick makes no garbage: no byte, not few. */
class SteadyTickTest extends WorldTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @All({Position.class, Velocity.class})
    static class Movement extends SpanSystem {
        Position position;
        Velocity velocity;

        @Override
        protected void processSpan(int from, int to) {
            for (int e = from; e < to; e++) {
                position.x.add(e, velocity.x.get(e) * 0.016f);
            }
        }
    }

    @FrameScoped
    @All(Position.class)
    static class Gathering extends BaseEntitySystem {
        FrameArena frame;
        Position position;

        @Override
        protected void processSystem() {
            IntList near = frame.intList(8);
            Floats distances = frame.floats(500);
            IntBag entities = subscription.getEntities();
            for (int i = 0; i < 500; i++) {
                distances.set(i, position.x.get(entities.get(i)));
                near.add(entities.get(i));
            }
            try (FrameScope _ = frame.scope()) {
                frame.ints(100).set(0, near.length());
            }
        }
    }

    /** Deletes one entity and makes another, so that listeners run and ids are recycled. */
    static class Turnover extends BaseEntitySystem {
        SoaMapper<Position> positions;
        SoaMapper<Velocity> velocities;
        FrameArena frame;
        int told;

        Turnover() {
            super(Aspect.all(Velocity.class));
        }

        @Override
        protected void processSystem() {
            world.delete(subscription.getEntities().get(3));
            int made = world.create();
            positions.create(made);
            velocities.create(made);
        }

        @Override
        protected void inserted(int entity) {
            frame.floats(10).set(0, entity);
            told++;
        }

        @Override
        protected void removed(int entity) {
            told++;
        }
    }

    private final Turnover turnover = new Turnover();
    private final World world = world(new Movement(), new Gathering(), turnover);

    @BeforeEach
    void populate() {
        for (int i = 0; i < 1_000; i++) {
            int entity = world.create();
            mapper(world, Position.class).create(entity);
            mapper(world, Velocity.class).create(entity);
        }
    }

    @Test
    void aSteadyTickAllocatesNothingOnTheHeap() {
        assumeTrue(!Safety.CHECKED);
        bytesOfTicks(20_000);
        turnover.told = 0;

        // The JVM itself now and then allocates something on a thread: what a tick allocates is in
        // every round.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            least = Math.min(least, bytesOfTicks(1_000));
        }

        assertThat(least).isZero();
        assertThat(turnover.told).isEqualTo(5 * 2_000);
    }

    private long bytesOfTicks(int ticks) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ticks; i++) {
            world.process();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void aSteadyTickTakesTheSameFromTheFrameEachTime() {
        world.process();
        long peak = arena.peak();

        for (int i = 0; i < 100; i++) {
            world.process();
            assertThat(arena.used()).isZero();
        }

        assertThat(arena.peak()).isEqualTo(peak);
    }
}
