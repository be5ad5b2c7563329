package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.Archetype;
import com.artemis.ArchetypeBuilder;
import com.artemis.Aspect;
import com.artemis.BaseEntitySystem;
import com.artemis.World;
import com.artemis.utils.IntBag;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

/** Recording and replaying make no garbage. */
class SteadyCommandsTest extends WorldTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Replaces a tenth of the entities, and changes the composition of others back and forth. */
    @FrameScoped
    static class Turnover extends BaseEntitySystem {
        Commands commands;
        Position position;
        Velocity velocity;
        SoaMapper<Velocity> velocities;
        @Nullable Archetype moving;

        Turnover() {
            super(Aspect.all(Position.class));
        }

        @Override
        protected void initialize() {
            moving = new ArchetypeBuilder().add(Position.class).add(Velocity.class).build(world);
        }

        @Override
        protected void processSystem() {
            IntBag entities = subscription.getEntities();
            for (int i = 0; i < entities.size(); i++) {
                int entity = entities.get(i);
                if (i % 10 == 0) {
                    commands.delete(entity);
                    int made = commands.create(moving);
                    commands.set(made, position.x, i);
                    commands.set(made, velocity.mode, i);
                } else if (i % 10 == 1) {
                    if (velocities.has(entity)) {
                        commands.remove(entity, velocity);
                    } else {
                        commands.add(entity, velocities);
                    }
                }
            }
        }
    }

    private final Turnover turnover = new Turnover();
    private final World world = world(turnover);

    @Test
    void aSteadyTickAllocatesNothingOnTheHeap() {
        assumeTrue(!Safety.CHECKED);
        for (int i = 0; i < 1_000; i++) {
            world.create(turnover.moving);
        }
        bytesOfTicks(5_000);

        // The JVM itself now and then allocates something on a thread: what a tick allocates is in
        // every round.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            least = Math.min(least, bytesOfTicks(500));
        }

        assertThat(least).isZero();
        assertThat(turnover.getSubscription().getEntities().size()).isEqualTo(1_000);
    }

    private long bytesOfTicks(int ticks) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ticks; i++) {
            world.process();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
