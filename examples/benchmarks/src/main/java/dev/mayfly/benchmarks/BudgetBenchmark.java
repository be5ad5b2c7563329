package dev.mayfly.benchmarks;

import dev.mayfly.allocator.ArenaSettings;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.budget.TagGroup;

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
import org.openjdk.jmh.annotations.Warmup;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;

/**
 * What budgets cost where memory is taken. One op is one frame with one scope in it, as a tick with
 * one system: 1,000 things of 64 bytes are taken in the scope, the first float of each is written
 * once, and all are given back.
 *
 * <ul>
 *   <li>{@code budgets} "none": plain tags.
 *   <li>"limits": the tag of the scope has a limit and a soft limit, and the arena a limit.
 *   <li>"tree": that, and the tag is in a group, in a group, each with a limit and a soft limit;
 *       the allocator's frames are charged to the outer one.
 *   <li>{@code slices}: native slices; {@code floats}: typed buffers of 16 floats, zero-filled.
 * </ul>
 *
 * <p>No limit is ever met.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class BudgetBenchmark {

    static final int THINGS = 1_000;
    static final int BYTES = 64;

    private static final int ALIGNMENT = 8;
    private static final long MIB = 1L << 20;

    /** What limits there are. */
    @Param({"none", "limits", "tree"})
    String budgets = "none";

    float value = 1f;

    FrameArena frame;
    TagGroup game;
    Tag system;

    private Tag tick;
    private FrameAllocator memory;

    /** Makes the arena and the tags. */
    @Setup
    public void open() {
        game = TagGroup.of("game", 64 * MIB).withSoftLimit(32 * MIB);
        TagGroup simulation = TagGroup.of("simulation", 16 * MIB).withSoftLimit(8 * MIB).in(game);
        tick = Tag.of("tick");
        system = Tag.of("system");
        ArenaSettings settings = ArenaSettings.defaults();
        if (!budgets.equals("none")) {
            system = Tag.of("system", MIB).withSoftLimit(MIB / 2);
            settings = settings.withLimit(4 * MIB);
        }
        if (budgets.equals("tree")) {
            system = system.in(simulation);
            settings = settings.withGroup(game);
        }
        memory = FrameAllocator.create(settings);
        frame = memory.arena();
    }

    /**
     * Gives it back. JMH has no use for that: its JVM ends, and would count what this allocates.
     */
    void close() {
        memory.close();
    }

    @Benchmark
    public void slices() {
        try (FrameScope _ = frame.begin(tick);
                FrameScope _ = frame.scope(system)) {
            for (int i = 0; i < THINGS; i++) {
                MemorySegment slice = frame.allocate(BYTES, ALIGNMENT);
                slice.set(ValueLayout.JAVA_FLOAT, 0, value);
            }
        }
    }

    @Benchmark
    public void floats() {
        try (FrameScope _ = frame.begin(tick);
                FrameScope _ = frame.scope(system)) {
            for (int i = 0; i < THINGS; i++) {
                Floats block = frame.floats(BYTES / Float.BYTES);
                block.set(0, value);
            }
        }
    }
}
