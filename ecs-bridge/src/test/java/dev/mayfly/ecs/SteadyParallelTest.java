package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.internal.Safety;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;

/** Parallel turns, with the commands and events of their bodies, make no garbage on any thread. */
class SteadyParallelTest extends WorldTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSteadyTickAllocatesNothingOnTheHeap(int threads) {
        assumeTrue(!Safety.CHECKED);
        Bodies bodies = new Bodies();
        Recording reader = new Recording();
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin().workers(threads))
                                .with(bodies, reader)
                                .build());
        for (int i = 0; i < 1_000; i++) {
            mapper(world, Position.class).create(world.create());
        }
        bodies.body =
                (from, to, worker) -> {
                    worker.frame().floats(to - from).set(0, 1f);
                    for (int e = from; e < to; e++) {
                        if (e % 10 == 0) {
                            worker.commands().delete(e);
                            int made = worker.commands().create();
                            worker.commands().add(made, bodies.position);
                            worker.commands().set(made, bodies.position.x, 3f);
                        } else if (e % 10 == 1) {
                            worker.events(bodies.pings).emit().entity = e;
                        }
                    }
                };
        bytesOfTicks(world, 5_000);

        // The JVM itself now and then allocates something on a thread: what a tick allocates is in
        // every round.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            least = Math.min(least, bytesOfTicks(world, 300));
        }

        assertThat(least).isZero();
        world.dispose();
    }

    /** Of all threads, those of the pool included. */
    private static long bytesOfTicks(World world, int ticks) {
        long before = THREADS.getTotalThreadAllocatedBytes();
        for (int i = 0; i < ticks; i++) {
            world.process();
        }
        return THREADS.getTotalThreadAllocatedBytes() - before;
    }
}
