package dev.mayfly.ecs.internal.artemis;

import com.artemis.utils.BitVector;

import java.lang.reflect.Field;
import java.util.Arrays;

/** Copies the bits of entity ids out of Artemis' bit vectors and back, by whole words. */
public final class BitWords {

    private static final Field WORDS = ArtemisInternals.field(BitVector.class, "words");

    private BitWords() {}

    /** How many words hold a bit for each of this many ids. */
    public static int count(int ids) {
        return (ids + Long.SIZE - 1) >>> 6; // the sum may be over the last int
    }

    /** The words themselves; replaced when the vector grows. */
    public static long[] of(BitVector bits) {
        return ArtemisInternals.get(WORDS, bits, long[].class);
    }

    /** Copies {@code count} words; returns {@code target}, or a larger array if that is short. */
    public static long[] save(BitVector bits, long[] target, int count) {
        long[] words = of(bits);
        long[] enough = target.length < count ? new long[Math.max(count, words.length)] : target;
        int present = Math.min(count, words.length);
        System.arraycopy(words, 0, enough, 0, present);
        Arrays.fill(enough, present, count, 0L);
        return enough;
    }

    /** Makes room for this many words, after which {@link #restore} allocates nothing. */
    public static void ensureRoom(BitVector bits, int count) {
        bits.ensureCapacity(Math.max(0, count - 1) * Long.SIZE);
    }

    /** Makes the vector hold these words and no bit beyond them. */
    public static void restore(long[] source, int count, BitVector bits) {
        ensureRoom(bits, count);
        long[] words = of(bits);
        System.arraycopy(source, 0, words, 0, count);
        Arrays.fill(words, count, words.length, 0L);
    }

    public static boolean get(long[] words, int id) {
        return (words[id / Long.SIZE] >>> id & 1) != 0;
    }

    public static void set(long[] words, int id) {
        words[id / Long.SIZE] |= 1L << id;
    }
}
