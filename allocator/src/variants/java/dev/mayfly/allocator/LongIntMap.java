package dev.mayfly.allocator; // Derived from IntIntMap.java; see build-tools/Variants.java.

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.lateuse.Poison;

import java.util.Arrays;

/**
 * A map from {@code long} to {@code int} that grows, taken from a frame by {@link
 * FrameArena#longIntMap}. Every key and every value may be used.
 *
 * <p>Entries can be gone through by index, as those of a list, in the order in which they were
 * added; a removal puts the last one into the place of the one that is removed.
 *
 * <p>It lives as long as the scope that it was taken in, also when it grows inside an inner scope.
 * Its storage is recycled with it, grown as it is, so a map that is filled alike every frame
 * allocates nothing; nor does any method. What throws changes nothing. For the thread that owns the
 * arena.
 */
public final class LongIntMap extends LongKeys {

    /** Bytes of a key, a value and two slots; those of a small map take half as much. */
    static final int ENTRY_BYTES = KEY_BYTES + Integer.BYTES + 2 * Integer.BYTES;

    /** What is done with each entry. */
    @FunctionalInterface
    public interface EntryConsumer {

        /** Does it for one entry. */
        void accept(long key, int value);
    }

    int[] values;

    LongIntMap(BufferOrigin origin, int sizeClass, int room) {
        super(origin, sizeClass, room);
        this.values = new int[room];
    }

    private LongIntMap(LongIntMap that) {
        super(that);
        this.values = that.values;
    }

    /**
     * The value for {@code key}, or {@code absent} if there is none.
     *
     * @throws ExpiredException if the map's scope has ended
     */
    public int getOrDefault(long key, int absent) {
        int index = indexOf(key);
        return index < 0 ? absent : values[index];
    }

    /**
     * Sets the value for {@code key}.
     *
     * @return whether the key is new
     * @throws ExpiredException if the map's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the map cannot grow further
     */
    public boolean put(long key, int value) {
        int before = length;
        int index = provide(key);
        values[index] = value;
        return index == before;
    }

    /**
     * Adds {@code delta} to the value for {@code key}, or to 0 if there is none.
     *
     * @return the sum, which is the value now
     * @throws ExpiredException if the map's scope has ended
     * @throws LimitExceededException if growing would take the open scope past the limit of its tag
     * @throws InvalidSizeException if the map cannot grow further
     */
    public int addTo(long key, int delta) {
        int before = length;
        int index = provide(key);
        int sum = index == before ? delta : values[index] + delta;
        values[index] = sum;
        return sum;
    }

    /**
     * The value of the entry at {@code index}.
     *
     * @throws OutOfBoundsException if there is no such entry
     * @throws ExpiredException if the map's scope has ended
     */
    public int valueAt(int index) {
        if (Safety.CHECKED) {
            using();
        }
        return values[check(index)];
    }

    /**
     * Sets the value of the entry at {@code index}.
     *
     * @throws OutOfBoundsException if there is no such entry
     * @throws ExpiredException if the map's scope has ended
     */
    public void setValueAt(int index, int value) {
        if (Safety.CHECKED) {
            changing();
        }
        values[check(index)] = value;
    }

    /**
     * Does something with each entry, by index. It may set values, and add entries, which are gone
     * through as well; it must not remove any.
     *
     * @throws ExpiredException if the map's scope has ended, also meanwhile
     */
    public void forEach(EntryConsumer consumer) {
        for (int i = 0; i < length(); i++) {
            consumer.accept(keys[i], values[i]);
        }
    }

    @Override
    void moveValue(int from, int to) {
        values[to] = values[from];
    }

    @Override
    void extendValues(int room) {
        values = Arrays.copyOf(values, room);
    }

    @Override
    int elementBytes() {
        return ENTRY_BYTES;
    }

    @Override
    LongIntMap fresh() {
        return new LongIntMap(this);
    }

    @Override
    void replaceStorage(int room) {
        replaceKeys(room);
        values = new int[room];
    }

    @Override
    void swapStorage(BufferHandle other) {
        LongIntMap that = (LongIntMap) other;
        swapKeys(that);
        int[] mine = values;
        values = that.values;
        that.values = mine;
    }

    @Override
    void poison() {
        poisonKeys();
        Arrays.fill(values, Poison.INT);
    }
}
