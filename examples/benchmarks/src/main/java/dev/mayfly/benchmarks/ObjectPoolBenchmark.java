package dev.mayfly.benchmarks;

import com.badlogic.gdx.utils.DefaultPool;
import com.badlogic.gdx.utils.Pool;

import dev.mayfly.allocator.pool.ObjectPool;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * What pooled objects cost. One op takes 1,000 objects, keeps them in an array, and returns them
 * all, in the order in which they were taken; each is reset on return.
 *
 * <ul>
 *   <li>{@code mayfly}: an {@link ObjectPool}, which any thread may use, filled beforehand.
 *   <li>{@code libgdx}: libGDX's {@code Pool}, as {@code DefaultPool}, which is for one thread;
 *       filled beforehand, with room for all.
 * </ul>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class ObjectPoolBenchmark {

    static final int OBJECTS = 1_000;

    private static final int BOUND = 4 * OBJECTS;

    /** What is pooled. */
    static final class Contact implements Pool.Poolable {
        int other = -1;

        @Override
        public void reset() {
            other = -1;
        }
    }

    final ObjectPool<Contact> pool =
            ObjectPool.of(Contact::new).reset(Contact::reset).bound(BOUND).prefill(OBJECTS).build();

    final Pool<Contact> gdxPool = new DefaultPool<>(Contact::new, OBJECTS, BOUND);

    final Contact[] contacts = new Contact[OBJECTS];

    /** Fills libGDX's pool. */
    public ObjectPoolBenchmark() {
        gdxPool.fill(OBJECTS);
    }

    @Benchmark
    public void mayfly() {
        for (int i = 0; i < OBJECTS; i++) {
            contacts[i] = pool.take();
        }
        for (int i = 0; i < OBJECTS; i++) {
            pool.give(contacts[i]);
        }
    }

    @Benchmark
    public void libgdx() {
        for (int i = 0; i < OBJECTS; i++) {
            contacts[i] = gdxPool.obtain();
        }
        for (int i = 0; i < OBJECTS; i++) {
            gdxPool.free(contacts[i]);
        }
    }
}
