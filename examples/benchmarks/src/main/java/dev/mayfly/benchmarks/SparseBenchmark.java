package dev.mayfly.benchmarks;

import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.WorldConfigurationBuilder;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.ecs.MayflyPlugin;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.SoaMapper;
import dev.mayfly.ecs.Sparse;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * What using a component by id costs, by how it is stored: {@value #OWNERS} entities of all that
 * there are have it, and one op adds velocity to position, for x and y of each of those.
 *
 * <ul>
 *   <li>{@code dense}, {@code sparse}: a {@code SoaComponent} without and with {@code @Sparse}.
 *   <li>{@code plain}: a plain component by its mapper.
 *   <li>{@code ...Span}: the owners have the lowest ids, and a loop counts through those.
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class SparseBenchmark {

    static final int OWNERS = 10_000;

    /** All columns have rows for all ids. */
    public static final class Dense extends SoaComponent {
        public final Floats x = floats();
        public final Floats y = floats();
        public final Floats dx = floats(1f);
        public final Floats dy = floats(2f);
    }

    /** The same, with rows for its owners. */
    @Sparse
    public static final class Packed extends SoaComponent {
        public final Floats x = floats();
        public final Floats y = floats();
        public final Floats dx = floats(1f);
        public final Floats dy = floats(2f);
    }

    /** The same as an object. */
    public static final class Plain extends Component {
        float x;
        float y;
        float dx = 1f;
        float dy = 2f;
    }

    /** How many entities there are. */
    @Param({"10000", "200000", "1000000"})
    int entities;

    final FrameAllocator memory = FrameAllocator.create();

    World world;
    Dense dense;
    Packed packed;
    ComponentMapper<Plain> plain;

    /** The ids of the owners, of whom the order is chance. */
    int[] owners;

    /** Makes the entities, and gives those that are to have it each of the components. */
    @Setup
    public void populate() {
        world =
                new World(
                        new WorldConfigurationBuilder()
                                .with(new MayflyPlugin().allocator(memory))
                                .build());
        SoaMapper<Dense> denses = (SoaMapper<Dense>) world.getMapper(Dense.class);
        SoaMapper<Packed> packeds = (SoaMapper<Packed>) world.getMapper(Packed.class);
        plain = world.getMapper(Plain.class);
        dense = denses.store();
        packed = packeds.store();
        for (int e = 0; e < entities; e++) {
            world.create();
        }
        owners = chosen();
        for (int e : owners) {
            give(denses, packeds, e);
        }
        for (int e = 0; e < OWNERS; e++) {
            give(denses, packeds, e);
        }
        world.process();
    }

    private void give(SoaMapper<Dense> denses, SoaMapper<Packed> packeds, int entity) {
        denses.create(entity);
        packeds.create(entity);
        plain.create(entity);
    }

    private int[] chosen() {
        Random random = new Random(1);
        int[] ids = new int[entities];
        Arrays.setAll(ids, e -> e);
        for (int i = 0; i < OWNERS; i++) {
            int other = i + random.nextInt(entities - i);
            int id = ids[i];
            ids[i] = ids[other];
            ids[other] = id;
        }
        return Arrays.copyOf(ids, OWNERS);
    }

    /** Ends the world. */
    @TearDown
    public void end() {
        world.dispose();
        memory.close();
    }

    @Benchmark
    public void dense() {
        Dense at = dense;
        for (int e : owners) {
            at.x.add(e, at.dx.get(e));
            at.y.add(e, at.dy.get(e));
        }
    }

    @Benchmark
    public void sparse() {
        Packed at = packed;
        for (int e : owners) {
            at.x.add(e, at.dx.get(e));
            at.y.add(e, at.dy.get(e));
        }
    }

    @Benchmark
    public void plain() {
        for (int e : owners) {
            Plain at = plain.get(e);
            at.x += at.dx;
            at.y += at.dy;
        }
    }

    @Benchmark
    public void denseSpan() {
        Dense at = dense;
        for (int e = 0; e < OWNERS; e++) {
            at.x.add(e, at.dx.get(e));
            at.y.add(e, at.dy.get(e));
        }
    }

    @Benchmark
    public void sparseSpan() {
        Packed at = packed;
        for (int e = 0; e < OWNERS; e++) {
            at.x.add(e, at.dx.get(e));
            at.y.add(e, at.dy.get(e));
        }
    }
}
