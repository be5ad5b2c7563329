package dev.mayfly.benchmarks;

import com.badlogic.gdx.utils.Array;
import com.badlogic.gdx.utils.Pool;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameObjects;
import dev.mayfly.allocator.FrameScope;

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
import org.openjdk.jmh.infra.Blackhole;

import java.util.concurrent.TimeUnit;

/**
 * Objects that live for a frame. One op is a frame in which {@value #OBJECTS} objects of 24 bytes
 * are had, written and given up.
 *
 * <ul>
 *   <li>{@code mayfly}: taken from a {@link FrameObjects}; the end of the frame takes them back.
 *   <li>{@code newEach}: made by {@code new} and left to the collector; the time that the collector
 *       takes is in the figure as far as it falls into the run.
 *   <li>{@code libgdxPool}: obtained from libGDX's {@code Pool}, kept in libGDX's {@code Array},
 *       and freed all at once.
 * </ul>
 *
 * <p>The black hole sees every object, so that none is optimized away.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class FrameObjectsBenchmark {

    static final int OBJECTS = 1_000;

    /** What games have thousands of in a frame. */
    static final class Contact {
        int first;
        int second;
        float depth;
    }

    /** How many objects there are that are handed out again. */
    int made;

    FrameArena arena;
    private FrameObjects<Contact> objects;
    private final Array<Contact> kept = new Array<>(OBJECTS);
    final Pool<Contact> pool =
            new Pool<>(OBJECTS) {
                @Override
                protected Contact newObject() {
                    return make();
                }
            };

    @Setup
    public void prepare() {
        arena = FrameAllocator.create().arena();
        objects = arena.objects(this::make);
    }

    private Contact make() {
        made++;
        return new Contact();
    }

    @Benchmark
    public void mayfly(Blackhole hole) {
        try (FrameScope frame = arena.begin()) {
            for (int i = 0; i < OBJECTS; i++) {
                hole.consume(written(objects.take(), i));
            }
        }
    }

    @Benchmark
    public void newEach(Blackhole hole) {
        for (int i = 0; i < OBJECTS; i++) {
            hole.consume(written(new Contact(), i));
        }
    }

    @Benchmark
    public void libgdxPool(Blackhole hole) {
        for (int i = 0; i < OBJECTS; i++) {
            Contact contact = pool.obtain();
            kept.add(contact);
            hole.consume(written(contact, i));
        }
        pool.freeAll(kept);
        kept.clear();
    }

    private static Contact written(Contact contact, int i) {
        contact.first = i;
        contact.second = i + 1;
        contact.depth = i;
        return contact;
    }
}
