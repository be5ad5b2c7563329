package dev.mayfly.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.artemis.BaseSystem;
import com.artemis.World;
import com.artemis.annotations.All;
import com.sun.management.ThreadMXBean;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.spatial.SpatialGrid;
import dev.mayfly.ecs.spatial.SpatialGrid3D;
import dev.mayfly.ecs.spatial.SweepAndPrune;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.function.IntPredicate;

/** Queries and spatial structures make no garbage once the arena has seen their load. */
class SteadyQueryTest extends WorldTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ENTITIES = 300;

    @FrameScoped
    static class Asking extends BaseSystem {
        FrameArena frame;
        Position position;
        Score score;

        @All({Position.class, Score.class})
        EntityQuery query;

        final Groups groups = new Groups();
        final IntPredicate inFront = e -> position.x.get(e) > 5f;
        long sum;

        @Override
        protected void processSystem() {
            IntList even = frame.intList(1);
            IntList odd = frame.intList(1);
            query.partition(e -> e % 2 == 0, even, odd);
            query.groupBy(score.team, groups);
            sum += query.count() + query.entities().length() + query.spans().length();
            sum += query.select(inFront).length() + groups.count() + even.length() + odd.length();
            sum += query.sortedBy(score.points).get(0) + query.sortedBy(score.team).get(0);
            sum += query.topK(score.points, 9).get(0) + query.topK(score.team, 9).get(0);
        }
    }

    @FrameScoped
    static class Searching extends BaseSystem {
        FrameArena frame;
        Position position;
        Score score;

        @All({Position.class, Score.class})
        EntityQuery query;

        final SpatialGrid grid = new SpatialGrid(2f);
        final SpatialGrid3D grid3D = new SpatialGrid3D(2f);
        long sum;

        @Override
        protected void processSystem() {
            IntList found = frame.intList(1);
            grid.build(frame, query.entities(), position.x, position.y);
            for (int e = 0; e < 20; e++) {
                grid.radius(position.x.get(e), position.y.get(e), 3f, found);
                sum += found.length();
                grid.neighbors(e, position.x.get(e), position.y.get(e), 3f, found);
                sum += found.length();
            }
            grid.box(0f, 0f, 9f, 9f, found);
            sum += found.length();
            grid.nearest(4f, 4f, 9, found);
            sum += found.length();
            grid.pairs(1f, found);
            sum += found.length();
            grid3D.build(frame, query.entities(), position.x, position.y, score.points);
            grid3D.radius(1f, 1f, 1f, 3f, found);
            grid3D.box(0f, 0f, 0f, 9f, 9f, 9f, found);
            grid3D.nearest(4f, 4f, 4f, 9, found);
            grid3D.pairs(1f, found);
            sum += found.length();
            var half = position.y;
            SweepAndPrune.pairs(
                    frame, query.entities(), position.x, score.points, half, half, found);
            sum += found.length();
        }
    }

    private World populated(BaseSystem system) {
        World world = world(system);
        SoaMapper<Position> positions = mapper(world, Position.class);
        SoaMapper<Score> scores = mapper(world, Score.class);
        for (int i = 0; i < ENTITIES; i++) {
            int e = world.create();
            positions.create(e).x.set(e, i * 7 % 50);
            positions.store().y.set(e, i * 11 % 5);
            scores.create(e).points.set(e, i * 13 % 40 - 20);
            scores.store().team.set(e, i % 17);
        }
        return world;
    }

    @Test
    void aSteadyTickOfQueriesAllocatesNothing() {
        Asking asking = new Asking();
        assertThat(leastOfTicks(populated(asking))).isZero();
        assertThat(asking.sum).isPositive();
    }

    @Test
    void aSteadyTickOfSearchesAllocatesNothing() {
        Searching searching = new Searching();
        assertThat(leastOfTicks(populated(searching))).isZero();
        assertThat(searching.sum).isPositive();
    }

    /** The JVM itself allocates now and then; what a tick allocates is in every round. */
    private static long leastOfTicks(World world) {
        assumeTrue(!Safety.CHECKED);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 200 && least > 0; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 50; i++) {
                world.process();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
