package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Safety;

import java.util.Arrays;

/**
 * A set of bits, or of small whole numbers, that grows; taken from a frame by {@link
 * FrameArena#bits}. A bit that was never set is clear, however high its index.
 *
 * <p>The length is one more than the highest bit that was set since the set was taken or cleared as
 * a whole.
 *
 * <p>It lives as long as the scope that it was taken in, also when it grows inside an inner scope.
 * Its storage is recycled with it, grown as it is, so a set that is filled alike every frame
 * allocates nothing; nor does any method. What throws changes nothing. For the thread that owns the
 * arena.
 */
public final class FrameBits extends FrameCollection {

    private static final long POISON = 0xDEAD_BEEF_DEAD_BEEFL;

    /** Of 64 bits each; those from the length on are garbage. The capacity counts words. */
    long[] words;

    FrameBits(BufferOrigin origin, int sizeClass, long[] words) {
        super(origin, sizeClass);
        this.words = words;
    }

    /** How many words hold this many bits. */
    static int wordsFor(int bits) {
        return (bits + Long.SIZE - 1) >>> 6;
    }

    /**
     * Whether the bit at {@code index} is set.
     *
     * @throws OutOfBoundsException if the index is negative
     * @throws ExpiredException if the set's scope has ended
     */
    public boolean get(int index) {
        return reaches(index) && (words[index >> 6] & 1L << index) != 0;
    }

    /**
     * Sets the bit at {@code index}.
     *
     * @throws OutOfBoundsException if the index is negative or 2<sup>31</sup> - 1
     * @throws ExpiredException if the set's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     */
    public void set(int index) {
        if (Safety.CHECKED) {
            changing();
        }
        if (!reaches(index)) {
            extend(index);
        }
        words[index >> 6] |= 1L << index;
    }

    /**
     * Clears the bit at {@code index}.
     *
     * @throws OutOfBoundsException if the index is negative
     * @throws ExpiredException if the set's scope has ended
     */
    public void clear(int index) {
        if (Safety.CHECKED) {
            changing();
        }
        if (reaches(index)) {
            words[index >> 6] &= ~(1L << index);
        }
    }

    /**
     * Clears all bits and keeps the storage.
     *
     * @throws ExpiredException if the set's scope has ended
     */
    public void clear() {
        if (Safety.CHECKED) {
            changing();
        }
        requireLive();
        length = 0;
    }

    /**
     * Whether no bit is set.
     *
     * @throws ExpiredException if the set's scope has ended
     */
    public boolean isEmpty() {
        return nextSetBit(0) < 0;
    }

    /**
     * How many bits are set.
     *
     * @throws ExpiredException if the set's scope has ended
     */
    public int cardinality() {
        int inUse = wordsFor(length());
        int sum = 0;
        for (int i = 0; i < inUse; i++) {
            sum += Long.bitCount(words[i]);
        }
        return sum;
    }

    /**
     * The index of the first bit that is set, from {@code from} on, or -1 if there is none. To go
     * through all:
     *
     * <pre>{@code
     * for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) { ... }
     * }</pre>
     *
     * @throws OutOfBoundsException if {@code from} is negative
     * @throws ExpiredException if the set's scope has ended
     */
    public int nextSetBit(int from) {
        if (!reaches(from)) {
            return -1;
        }
        int inUse = wordsFor(length);
        int i = from >> 6;
        long word = words[i] & -1L << from;
        while (word == 0) {
            if (++i == inUse) {
                return -1;
            }
            word = words[i];
        }
        return (i << 6) + Long.numberOfTrailingZeros(word);
    }

    /**
     * The index of the first bit that is clear, from {@code from} on.
     *
     * @throws OutOfBoundsException if {@code from} is negative
     * @throws ExpiredException if the set's scope has ended
     */
    public int nextClearBit(int from) {
        if (!reaches(from)) {
            return from;
        }
        int inUse = wordsFor(length);
        int i = from >> 6;
        long word = ~words[i] & -1L << from;
        while (word == 0) {
            if (++i == inUse) {
                return length;
            }
            word = ~words[i];
        }
        return (i << 6) + Long.numberOfTrailingZeros(word);
    }

    /**
     * Clears the bits that are not set in {@code other}.
     *
     * @throws ExpiredException if the scope of one of them has ended
     */
    public void and(FrameBits other) {
        if (Safety.CHECKED) {
            changing();
        }
        int inUse = wordsFor(length());
        int shared = Math.min(inUse, wordsFor(other.length()));
        for (int i = 0; i < shared; i++) {
            words[i] &= other.words[i];
        }
        Arrays.fill(words, shared, inUse, 0);
    }

    /**
     * Clears the bits that are set in {@code other}.
     *
     * @throws ExpiredException if the scope of one of them has ended
     */
    public void andNot(FrameBits other) {
        if (Safety.CHECKED) {
            changing();
        }
        int shared = Math.min(wordsFor(length()), wordsFor(other.length()));
        for (int i = 0; i < shared; i++) {
            words[i] &= ~other.words[i];
        }
    }

    /**
     * Sets the bits that are set in {@code other}.
     *
     * @throws ExpiredException if the scope of one of them has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     */
    public void or(FrameBits other) {
        if (Safety.CHECKED) {
            changing();
        }
        requireLive();
        int theirs = other.length();
        if (theirs > length) {
            extend(theirs - 1);
        }
        int shared = wordsFor(theirs);
        for (int i = 0; i < shared; i++) {
            words[i] |= other.words[i];
        }
    }

    /** Whether {@code index} is below the length; above it every bit is clear. */
    private boolean reaches(int index) {
        if (Safety.CHECKED) {
            using();
        }
        if (index >= 0 && index < length) {
            return true;
        }
        requireLive();
        if (index < 0) {
            check(index);
        }
        return false;
    }

    /** Makes {@code index} the highest bit that there is. */
    private void extend(int index) {
        if (index == Integer.MAX_VALUE) {
            throw new OutOfBoundsException(
                    title() + " has no bit " + index + "; the highest is " + (index - 1) + ".");
        }
        int inUse = wordsFor(length);
        int wanted = wordsFor(index + 1);
        if (wanted > capacity) {
            growTo(wanted);
        }
        if (wanted > inUse) {
            Arrays.fill(words, inUse, wanted, 0);
        }
        length = index + 1;
    }

    @Override
    int elementBytes() {
        return Long.BYTES;
    }

    @Override
    FrameBits fresh() {
        return new FrameBits(origin, sizeClass, words);
    }

    @Override
    int room() {
        return words.length;
    }

    @Override
    void extendTo(int room) {
        words = Arrays.copyOf(words, room);
    }

    @Override
    void replaceStorage(int room) {
        words = new long[room];
    }

    @Override
    void swapStorage(BufferHandle other) {
        FrameBits that = (FrameBits) other;
        long[] mine = words;
        words = that.words;
        that.words = mine;
    }

    @Override
    void poison() {
        Arrays.fill(words, POISON);
    }
}
