package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.BaseEntitySystem;
import com.artemis.World;
import com.artemis.annotations.All;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.internal.Safety;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/** A steady tick with transient components and events makes no garbage: no byte, not few. */
class TransientSteadyTickTest extends WorldTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ENTITIES = 500;
    private static final int HITS = 100;

    /** Hits a hundred others each tick, and deletes one entity and makes another. */
    @All
    static class Shooter extends BaseEntitySystem {
        FrameMapper<Hit> hits;
        FrameMapper<Hit.OfTwo> longHits;
        FrameMapper<FrameMapperTest.Pooled> pooled;
        Hit.Rows rows;
        Hit.RowsOfTwo longRows;
        FrameEvents<FrameEventsTest.Noise> noises;
        FrameEvents<FrameEventsTest.Echo> echoes;
        int from;

        @Override
        protected void processSystem() {
            for (int i = 0; i < HITS; i++) {
                int entity = subscription.getEntities().get((from + i) % ENTITIES);
                hits.create(entity).damage += i;
                longHits.create(entity).damage += i;
                pooled.create(entity).value += i;
                rows.damage.add(rows.touch(entity), i);
                longRows.damage.add(longRows.touch(entity), i);
                noises.emit().number = entity;
                echoes.emit().number = entity;
            }
            from += 37;
            world.delete(subscription.getEntities().get(from % ENTITIES));
            world.create();
        }
    }

    static class Sufferer extends InjectionTest.Passive {
        FrameMapper<Hit> hits;
        FrameMapper<Hit.OfTwo> longHits;
        FrameMapper<FrameMapperTest.Pooled> pooled;
        Hit.Rows rows;
        Hit.RowsOfTwo longRows;
        FrameEvents<FrameEventsTest.Noise> noises;
        FrameEvents<FrameEventsTest.Echo> echoes;
        EventReader<FrameEventsTest.Noise> reader;
        EventReader<FrameEventsTest.Echo> slowReader;
        int ticks;
        long sum;
        final Consumer<FrameEventsTest.Noise> adding = noise -> sum += noise.number;

        @Override
        protected void processSystem() {
            for (int i = 0; i < hits.size(); i++) {
                sum += hits.value(i).damage + pooled.get(hits.entity(i)).value;
            }
            for (int i = 0; i < longHits.size(); i++) {
                sum += longHits.value(i).damage;
            }
            for (int i = 0; i < rows.size(); i++) {
                sum += rows.damage.get(rows.entity(i));
            }
            for (int i = 0; i < longRows.size(); i++) {
                sum += longRows.damage.get(longRows.entity(i));
            }
            for (int i = 0; i < echoes.size(); i++) {
                sum += echoes.get(i).number;
            }
            noises.forEach(adding);
            while (reader.hasNext()) {
                sum += reader.next().number;
            }
            for (ticks++; ticks % 3 == 0 && slowReader.hasNext(); ) {
                sum += slowReader.next().number;
            }
        }
    }

    private final Sufferer sufferer = new Sufferer();
    private final World world = world(new Shooter(), sufferer);

    @Test
    void aSteadyTickAllocatesNothingOnTheHeap() {
        assumeTrue(!Safety.CHECKED);
        for (int i = 0; i < ENTITIES; i++) {
            world.create();
        }
        world.process();
        bytesOfTicks(10_000);
        sufferer.sum = 0;

        // The JVM itself now and then allocates something on a thread: what a tick allocates is in
        // every round.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            least = Math.min(least, bytesOfTicks(1_000));
        }

        assertThat(least).isZero();
        assertThat(sufferer.sum).isPositive();
        assertThat(sufferer.longHits.size()).isBetween(HITS - 1, HITS);
    }

    private long bytesOfTicks(int ticks) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ticks; i++) {
            world.process();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
