package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;
import com.artemis.annotations.All;

import dev.mayfly.allocator.FrameArena;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Worlds that nobody disposes of. */
class DroppedWorldTest extends WorldTest {

    private static final int WORLDS = 30;
    private static final int ATTEMPTS = 100;

    private final List<WeakReference<Object>> seen = new CopyOnWriteArrayList<>();

    /** Takes from its workers' arenas. */
    @FrameScoped
    @All(Position.class)
    static class Taking extends ParallelSpanSystem {
        private final List<WeakReference<Object>> seen;
        Position position;

        Taking(List<WeakReference<Object>> seen) {
            this.seen = seen;
        }

        @Override
        protected int grain() {
            return 8;
        }

        @Override
        protected void processSpan(int from, int to, SpanWorker worker) {
            FrameArena arena = worker.frame();
            arena.allocate(1_000, 8).fill((byte) 1);
            for (int e = from; e < to; e++) {
                position.x.set(e, arena.floats(10).length());
            }
            seen.add(new WeakReference<>(arena));
        }
    }

    private void useAndDrop(int workers) {
        MayflyPlugin plugin = workers == 0 ? plugin() : plugin().workers(workers);
        World world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(plugin)
                                .with(new Taking(seen), new Recording())
                                .build());
        for (int i = 0; i < 100; i++) {
            mapper(world, Position.class).create(world.create());
        }
        world.process();
        world.process();
        seen.add(new WeakReference<>(world));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aDroppedWorldLeavesNoTeamAndNoArenaInTheAllocator(int workers) {
        for (int i = 0; i < WORLDS; i++) {
            useAndDrop(workers);
        }
        assertThat(seen).hasSizeGreaterThan(2 * WORLDS);

        for (int i = 0; i < ATTEMPTS && !allGone(); i++) {
            System.gc();
            memory.trim();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(i));
        }

        assertThat(seen).as("worlds and arenas").allMatch(each -> each.refersTo(null));
        assertThat(memory.nativeBytes()).isZero();
    }

    private boolean allGone() {
        return seen.stream().allMatch(each -> each.refersTo(null));
    }
}
