package dev.mayfly.benchmarks;

import java.util.Random;
import java.util.stream.Stream;

/** The 10,000 entries that the collections are filled with: different random keys, and values. */
final class Entries {

    static final int COUNT = 10_000;

    /** What Agrona's maps take for a value that is not there; no entry has it. */
    static final int ABSENT = Integer.MIN_VALUE;

    /** Agrona's own default. */
    static final float AGRONA_LOAD = 0.65f;

    private static final long SEED = 42;

    final int[] keys;
    final long[] longKeys;
    final int[] values;
    final Object[] objects;

    Entries() {
        Random random = new Random(SEED);
        keys = random.ints().distinct().limit(COUNT).toArray();
        longKeys = random.longs().distinct().limit(COUNT).toArray();
        values = random.ints(1, Integer.MAX_VALUE).limit(COUNT).toArray();
        objects = Stream.generate(Object::new).limit(COUNT).toArray();
    }
}
