package dev.mayfly.benchmarks;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntIntMap;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.IntObjectMap;
import dev.mayfly.allocator.LongIntMap;

import it.unimi.dsi.fastutil.ints.IntIterator;
import it.unimi.dsi.fastutil.objects.ObjectIterator;

import org.agrona.collections.Int2IntHashMap;
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

import java.util.concurrent.TimeUnit;

/**
 * What it costs to read what {@link CollectionBenchmark} fills. One op goes through 10,000 entries
 * and sums their values or hash codes up ({@code ...Sum}), or looks up each key in the order in
 * which they were added ({@code ...Get}). Each collection is gone through the fastest way that it
 * has without garbage.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CollectionReadBenchmark {

    private final CollectionBenchmark filled = new CollectionBenchmark();
    private final Entries entries = filled.entries;

    private IntList list;
    private IntIntMap intInt;
    private LongIntMap longInt;
    private IntObjectMap<Object> intObject;

    /** Fills all collections, Mayfly's in a frame that stays open. */
    @Setup
    public void open() {
        filled.open();
        filled.jdkList();
        filled.fastutilList();
        filled.agronaList();
        filled.jdkIntInt();
        filled.fastutilIntInt();
        filled.agronaIntInt();
        filled.jdkLongInt();
        filled.fastutilLongInt();
        filled.agronaLongInt();
        filled.jdkIntObject();
        filled.fastutilIntObject();
        filled.agronaIntObject();
        FrameArena frame = filled.frame;
        frame.begin();
        list = frame.intList(Entries.COUNT);
        intInt = frame.intIntMap(Entries.COUNT);
        longInt = frame.longIntMap(Entries.COUNT);
        intObject = frame.intObjectMap(Entries.COUNT);
        for (int i = 0; i < Entries.COUNT; i++) {
            list.add(entries.values[i]);
            intInt.put(entries.keys[i], entries.values[i]);
            longInt.put(entries.longKeys[i], entries.values[i]);
            intObject.put(entries.keys[i], entries.objects[i]);
        }
    }

    @Benchmark
    public long mayflyListSum() {
        long sum = 0;
        for (int i = 0; i < list.length(); i++) {
            sum += list.get(i);
        }
        return sum;
    }

    @Benchmark
    public long jdkListSum() {
        long sum = 0;
        for (int i = 0; i < filled.jdkList.size(); i++) {
            sum += filled.jdkList.get(i);
        }
        return sum;
    }

    @Benchmark
    public long fastutilListSum() {
        long sum = 0;
        for (int i = 0; i < filled.fastutilList.size(); i++) {
            sum += filled.fastutilList.getInt(i);
        }
        return sum;
    }

    @Benchmark
    public long agronaListSum() {
        long sum = 0;
        for (int i = 0; i < filled.agronaList.size(); i++) {
            sum += filled.agronaList.getInt(i);
        }
        return sum;
    }

    @Benchmark
    public long mayflyIntIntSum() {
        long sum = 0;
        for (int i = 0; i < intInt.length(); i++) {
            sum += intInt.valueAt(i);
        }
        return sum;
    }

    @Benchmark
    public long jdkIntIntSum() {
        long sum = 0;
        for (int value : filled.jdkIntInt.values()) {
            sum += value;
        }
        return sum;
    }

    @Benchmark
    public long fastutilIntIntSum() {
        long sum = 0;
        for (IntIterator it = filled.fastutilIntInt.values().iterator(); it.hasNext(); ) {
            sum += it.nextInt();
        }
        return sum;
    }

    @Benchmark
    public long agronaIntIntSum() {
        long sum = 0;
        for (Int2IntHashMap.ValueIterator it = filled.agronaIntInt.values().iterator();
                it.hasNext(); ) {
            sum += it.nextValue();
        }
        return sum;
    }

    @Benchmark
    public long mayflyIntIntGet() {
        long sum = 0;
        for (int i = 0; i < Entries.COUNT; i++) {
            sum += intInt.getOrDefault(entries.keys[i], Entries.ABSENT);
        }
        return sum;
    }

    @Benchmark
    @SuppressWarnings("NullAway") // every key is there
    public long jdkIntIntGet() {
        long sum = 0;
        for (int i = 0; i < Entries.COUNT; i++) {
            sum += filled.jdkIntInt.get(entries.keys[i]);
        }
        return sum;
    }

    @Benchmark
    public long fastutilIntIntGet() {
        long sum = 0;
        for (int i = 0; i < Entries.COUNT; i++) {
            sum += filled.fastutilIntInt.get(entries.keys[i]);
        }
        return sum;
    }

    @Benchmark
    public long agronaIntIntGet() {
        long sum = 0;
        for (int i = 0; i < Entries.COUNT; i++) {
            sum += filled.agronaIntInt.get(entries.keys[i]);
        }
        return sum;
    }

    @Benchmark
    public long mayflyLongIntSum() {
        long sum = 0;
        for (int i = 0; i < longInt.length(); i++) {
            sum += longInt.valueAt(i);
        }
        return sum;
    }

    @Benchmark
    public long jdkLongIntSum() {
        long sum = 0;
        for (int value : filled.jdkLongInt.values()) {
            sum += value;
        }
        return sum;
    }

    @Benchmark
    public long fastutilLongIntSum() {
        long sum = 0;
        for (IntIterator it = filled.fastutilLongInt.values().iterator(); it.hasNext(); ) {
            sum += it.nextInt();
        }
        return sum;
    }

    @Benchmark
    public long agronaLongIntSum() {
        long sum = 0;
        for (Long2LongHashMap.ValueIterator it = filled.agronaLongInt.values().iterator();
                it.hasNext(); ) {
            sum += it.nextValue();
        }
        return sum;
    }

    @Benchmark
    public long mayflyLongIntGet() {
        long sum = 0;
        for (int i = 0; i < Entries.COUNT; i++) {
            sum += longInt.getOrDefault(entries.longKeys[i], Entries.ABSENT);
        }
        return sum;
    }

    @Benchmark
    @SuppressWarnings("NullAway") // every key is there
    public long jdkLongIntGet() {
        long sum = 0;
        for (int i = 0; i < Entries.COUNT; i++) {
            sum += filled.jdkLongInt.get(entries.longKeys[i]);
        }
        return sum;
    }

    @Benchmark
    public long fastutilLongIntGet() {
        long sum = 0;
        for (int i = 0; i < Entries.COUNT; i++) {
            sum += filled.fastutilLongInt.get(entries.longKeys[i]);
        }
        return sum;
    }

    @Benchmark
    public long agronaLongIntGet() {
        long sum = 0;
        for (int i = 0; i < Entries.COUNT; i++) {
            sum += filled.agronaLongInt.get(entries.longKeys[i]);
        }
        return sum;
    }

    @Benchmark
    public long mayflyIntObjectSum() {
        long sum = 0;
        for (int i = 0; i < intObject.length(); i++) {
            sum += intObject.valueAt(i).hashCode();
        }
        return sum;
    }

    @Benchmark
    public long jdkIntObjectSum() {
        long sum = 0;
        for (Object value : filled.jdkIntObject.values()) {
            sum += value.hashCode();
        }
        return sum;
    }

    @Benchmark
    public long fastutilIntObjectSum() {
        long sum = 0;
        for (ObjectIterator<Object> it = filled.fastutilIntObject.values().iterator();
                it.hasNext(); ) {
            sum += it.next().hashCode();
        }
        return sum;
    }

    @Benchmark
    public long agronaIntObjectSum() {
        long sum = 0;
        for (Object value : filled.agronaIntObject.values()) {
            sum += value.hashCode();
        }
        return sum;
    }

    @Benchmark
    @SuppressWarnings("NullAway") // every key is there
    public long mayflyIntObjectGet() {
        long sum = 0;
        for (int i = 0; i < Entries.COUNT; i++) {
            sum += intObject.get(entries.keys[i]).hashCode();
        }
        return sum;
    }

    @Benchmark
    @SuppressWarnings("NullAway") // every key is there
    public long jdkIntObjectGet() {
        long sum = 0;
        for (int i = 0; i < Entries.COUNT; i++) {
            sum += filled.jdkIntObject.get(entries.keys[i]).hashCode();
        }
        return sum;
    }

    @Benchmark
    public long fastutilIntObjectGet() {
        long sum = 0;
        for (int i = 0; i < Entries.COUNT; i++) {
            sum += filled.fastutilIntObject.get(entries.keys[i]).hashCode();
        }
        return sum;
    }

    @Benchmark
    public long agronaIntObjectGet() {
        long sum = 0;
        for (int i = 0; i < Entries.COUNT; i++) {
            sum += filled.agronaIntObject.get(entries.keys[i]).hashCode();
        }
        return sum;
    }
}
