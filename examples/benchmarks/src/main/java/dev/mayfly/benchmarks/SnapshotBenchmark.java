package dev.mayfly.benchmarks;

import com.artemis.Aspect;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.benchmarks.ecs.Body;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.SoaMapper;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * What it costs to keep a world in memory and to bring it back: 100,000 entities with a component
 * of 8 columns of {@code float}, which is 3.2 MB.
 *
 * <ul>
 *   <li>{@code take}: {@code WorldSnapshot.take()}, into the arrays of the last one.
 *   <li>{@code restore}: {@code WorldSnapshot.restore()}, while the same entities are there.
 *   <li>{@code arraycopy}: 8 arrays of 100,000 floats into 8 others: the least it can cost.
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class SnapshotBenchmark {

    static final int ENTITIES = 100_000;

    Body body;
    private World world;
    private WorldSnapshot snapshot;

    final float[][] from = new float[Body.COLUMNS][ENTITIES];
    final float[][] to = new float[Body.COLUMNS][ENTITIES];

    /** Makes the world and the arrays, with the same numbers in both. */
    @Setup
    public void populate() {
        world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin().allocator(FrameAllocator.create()))
                                .build());
        SoaMapper<Body> bodies = (SoaMapper<Body>) world.getMapper(Body.class);
        body = bodies.store();
        world.getAspectSubscriptionManager().get(Aspect.all(Body.class));
        for (int e = 0; e < ENTITIES; e++) {
            bodies.create(world.create());
            for (int column = 0; column < Body.COLUMNS; column++) {
                body.column(column).set(e, e + column);
                from[column][e] = e + column;
            }
        }
        world.process();
        snapshot = new WorldSnapshot(world);
        snapshot.take();
    }

    @Benchmark
    public WorldSnapshot take() {
        snapshot.take();
        return snapshot;
    }

    @Benchmark
    public World restore() {
        snapshot.restore();
        return world;
    }

    @Benchmark
    public float[][] arraycopy() {
        for (int column = 0; column < Body.COLUMNS; column++) {
            System.arraycopy(from[column], 0, to[column], 0, ENTITIES);
        }
        return to;
    }
}
