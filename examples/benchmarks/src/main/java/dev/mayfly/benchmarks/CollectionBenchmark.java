package dev.mayfly.benchmarks;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntIntMap;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.IntObjectMap;
import dev.mayfly.allocator.LongIntMap;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.Long2LongHashMap;
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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What it costs to fill a collection each frame. One op is one frame: 10,000 entries are added to
 * an empty collection. The keys are different, random, and the same in each op.
 *
 * <p>Each peer is made once with room for all, and cleared in each op; that way none but the boxing
 * ones makes garbage, so it is each peer at its best. Mayfly's are taken from the frame. Keys and
 * values come from arrays, so the boxing collections box what is not in the JDK's small cache.
 * Agrona has no map from long to int; its map from long to long stands in.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CollectionBenchmark {

    final Entries entries = new Entries();

    FrameArena frame;

    final ArrayList<Integer> jdkList = new ArrayList<>(Entries.COUNT);
    final it.unimi.dsi.fastutil.ints.IntArrayList fastutilList =
            new it.unimi.dsi.fastutil.ints.IntArrayList(Entries.COUNT);
    final IntArrayList agronaList =
            new IntArrayList(Entries.COUNT, IntArrayList.DEFAULT_NULL_VALUE);

    final Map<Integer, Integer> jdkIntInt = HashMap.newHashMap(Entries.COUNT);
    final Int2IntOpenHashMap fastutilIntInt = new Int2IntOpenHashMap(Entries.COUNT);
    final Int2IntHashMap agronaIntInt =
            new Int2IntHashMap(Entries.COUNT, Entries.AGRONA_LOAD, Entries.ABSENT);

    final Map<Long, Integer> jdkLongInt = HashMap.newHashMap(Entries.COUNT);
    final Long2IntOpenHashMap fastutilLongInt = new Long2IntOpenHashMap(Entries.COUNT);
    final Long2LongHashMap agronaLongInt =
            new Long2LongHashMap(Entries.COUNT, Entries.AGRONA_LOAD, Entries.ABSENT);

    final Map<Integer, Object> jdkIntObject = HashMap.newHashMap(Entries.COUNT);
    final Int2ObjectOpenHashMap<Object> fastutilIntObject =
            new Int2ObjectOpenHashMap<>(Entries.COUNT);
    final Int2ObjectHashMap<Object> agronaIntObject =
            new Int2ObjectHashMap<>(Entries.COUNT, Entries.AGRONA_LOAD);

    /** Takes the thread's arena. */
    @Setup
    public void open() {
        frame = FrameAllocator.create().arena();
    }

    @Benchmark
    public int mayflyList() {
        try (FrameScope _ = frame.begin()) {
            IntList filled = frame.intList(Entries.COUNT);
            for (int i = 0; i < Entries.COUNT; i++) {
                filled.add(entries.values[i]);
            }
            return filled.length();
        }
    }

    @Benchmark
    public int jdkList() {
        jdkList.clear();
        for (int i = 0; i < Entries.COUNT; i++) {
            jdkList.add(entries.values[i]);
        }
        return jdkList.size();
    }

    @Benchmark
    public int fastutilList() {
        fastutilList.clear();
        for (int i = 0; i < Entries.COUNT; i++) {
            fastutilList.add(entries.values[i]);
        }
        return fastutilList.size();
    }

    @Benchmark
    public int agronaList() {
        agronaList.clear();
        for (int i = 0; i < Entries.COUNT; i++) {
            agronaList.addInt(entries.values[i]);
        }
        return agronaList.size();
    }

    @Benchmark
    public int mayflyIntInt() {
        try (FrameScope _ = frame.begin()) {
            IntIntMap filled = frame.intIntMap(Entries.COUNT);
            for (int i = 0; i < Entries.COUNT; i++) {
                filled.put(entries.keys[i], entries.values[i]);
            }
            return filled.length();
        }
    }

    @Benchmark
    public int jdkIntInt() {
        jdkIntInt.clear();
        for (int i = 0; i < Entries.COUNT; i++) {
            jdkIntInt.put(entries.keys[i], entries.values[i]);
        }
        return jdkIntInt.size();
    }

    @Benchmark
    public int fastutilIntInt() {
        fastutilIntInt.clear();
        for (int i = 0; i < Entries.COUNT; i++) {
            fastutilIntInt.put(entries.keys[i], entries.values[i]);
        }
        return fastutilIntInt.size();
    }

    @Benchmark
    public int agronaIntInt() {
        agronaIntInt.clear();
        for (int i = 0; i < Entries.COUNT; i++) {
            agronaIntInt.put(entries.keys[i], entries.values[i]);
        }
        return agronaIntInt.size();
    }

    @Benchmark
    public int mayflyLongInt() {
        try (FrameScope _ = frame.begin()) {
            LongIntMap filled = frame.longIntMap(Entries.COUNT);
            for (int i = 0; i < Entries.COUNT; i++) {
                filled.put(entries.longKeys[i], entries.values[i]);
            }
            return filled.length();
        }
    }

    @Benchmark
    public int jdkLongInt() {
        jdkLongInt.clear();
        for (int i = 0; i < Entries.COUNT; i++) {
            jdkLongInt.put(entries.longKeys[i], entries.values[i]);
        }
        return jdkLongInt.size();
    }

    @Benchmark
    public int fastutilLongInt() {
        fastutilLongInt.clear();
        for (int i = 0; i < Entries.COUNT; i++) {
            fastutilLongInt.put(entries.longKeys[i], entries.values[i]);
        }
        return fastutilLongInt.size();
    }

    @Benchmark
    public int agronaLongInt() {
        agronaLongInt.clear();
        for (int i = 0; i < Entries.COUNT; i++) {
            agronaLongInt.put(entries.longKeys[i], entries.values[i]);
        }
        return agronaLongInt.size();
    }

    @Benchmark
    public int mayflyIntObject() {
        try (FrameScope _ = frame.begin()) {
            IntObjectMap<Object> filled = frame.intObjectMap(Entries.COUNT);
            for (int i = 0; i < Entries.COUNT; i++) {
                filled.put(entries.keys[i], entries.objects[i]);
            }
            return filled.length();
        }
    }

    @Benchmark
    public int jdkIntObject() {
        jdkIntObject.clear();
        for (int i = 0; i < Entries.COUNT; i++) {
            jdkIntObject.put(entries.keys[i], entries.objects[i]);
        }
        return jdkIntObject.size();
    }

    @Benchmark
    public int fastutilIntObject() {
        fastutilIntObject.clear();
        for (int i = 0; i < Entries.COUNT; i++) {
            fastutilIntObject.put(entries.keys[i], entries.objects[i]);
        }
        return fastutilIntObject.size();
    }

    @Benchmark
    public int agronaIntObject() {
        agronaIntObject.clear();
        for (int i = 0; i < Entries.COUNT; i++) {
            agronaIntObject.put(entries.keys[i], entries.objects[i]);
        }
        return agronaIntObject.size();
    }
}
