// Derived from IntKeys.java; see VariantsTest.
package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;

import java.util.Arrays;

/*
 * The entries stand side by side, in the order in which they came: keys in one array, values in
 * another. A table of twice as many slots as there may be entries tells where a key's entry is: a
 * slot holds the index of an entry plus one, or 0. Equal or not, keys that want the same slot take
 * the next free one (linear probing; at most half of the slots are taken). What that buys over keys
 * and values in the slots themselves: going through a map is going through arrays; only the table
 * has to be cleared for a new user; no key and no value is special; and a table that grows within
 * recycled storage is written anew from the entries, which do not move. The price is one more load
 * for a look-up. (The layout is that of Python's dict since 3.6, proposed by Hettinger in 2012.)
 *
 * A removal closes the gap in the table (Knuth, The Art of Computer Programming 3, 6.4, algorithm
 * R), so there are no tombstones, and closes the gap among the entries with the last of them.
 *
 * The slot is the top of the key's product with 2^64 divided by the golden ratio (ibid., 6.4,
 * "Fibonacci hashing"): one multiplication, and keys that follow each other are spread evenly.
 */

/** The keys of a map, and where each has its entry; the values are the subclass's. */
abstract sealed class LongKeys extends Growing permits LongIntMap {

    /** With more, the table would need more slots than an array can have at a power of two. */
    static final int MAX_ENTRIES = 1 << 29;

    private static final long POISON = 0xDEAD_BEEF_DEAD_BEEFL;
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    long[] keys;

    /** The index of an entry plus one, or 0, for each of twice the capacity of slots. */
    int[] table;

    LongKeys(BufferOrigin origin, int sizeClass, long[] keys, int[] table) {
        super(origin, sizeClass);
        this.keys = keys;
        this.table = table;
    }

    /** Makes the table one without entries, for a new user. */
    final void begin() {
        Arrays.fill(table, 0, 2 * capacity, 0);
    }

    /**
     * Whether there is an entry for {@code key}.
     *
     * @throws ExpiredException if the map's scope has ended
     */
    public final boolean containsKey(long key) {
        return indexOf(key) >= 0;
    }

    /**
     * The index of the entry for {@code key}, or -1 if there is none. Entries have the indices from
     * 0 to the length, exclusive, in the order in which they were added, until one is removed. An
     * index holds until then.
     *
     * @throws ExpiredException if the map's scope has ended
     */
    public final int indexOf(long key) {
        if (length == 0) {
            requireLive();
            return -1;
        }
        int[] entryBySlot = table;
        long[] keyByEntry = keys;
        int mask = 2 * capacity - 1;
        int slot = home(key);
        int entry = entryBySlot[slot];
        while (entry != 0 && keyByEntry[entry - 1] != key) {
            slot = slot + 1 & mask;
            entry = entryBySlot[slot];
        }
        return entry - 1;
    }

    /**
     * The key of the entry at {@code index}.
     *
     * @throws OutOfBoundsException if there is no such entry
     * @throws ExpiredException if the map's scope has ended
     */
    public final long keyAt(int index) {
        return keys[check(index)];
    }

    /**
     * Removes the entry for {@code key}; the last one takes its place.
     *
     * @return whether there was one
     * @throws ExpiredException if the map's scope has ended
     */
    public final boolean remove(long key) {
        int index = indexOf(key);
        if (index < 0) {
            return false;
        }
        removeSwap(index);
        return true;
    }

    /**
     * Removes the entry at {@code index}; the last one takes its place. Whoever goes through a map
     * and removes goes downwards, or stays at the index.
     *
     * @throws OutOfBoundsException if there is no such entry
     * @throws ExpiredException if the map's scope has ended
     */
    public final void removeSwap(int index) {
        int last = length - 1;
        vacate(slotOf(keys[check(index)], index));
        if (index != last) {
            table[slotOf(keys[last], last)] = index + 1;
            keys[index] = keys[last];
        }
        moveValue(last, index);
        length = last;
    }

    /**
     * Whether there is no entry.
     *
     * @throws ExpiredException if the map's scope has ended
     */
    public final boolean isEmpty() {
        return length() == 0;
    }

    /**
     * Removes all entries and keeps the storage.
     *
     * @throws ExpiredException if the map's scope has ended
     */
    public final void clear() {
        requireLive();
        clearReferences();
        begin();
        length = 0;
    }

    /** The index of the entry for {@code key}; a new one, the last, if there was none. */
    final int provide(long key) {
        int n = length;
        if (n == capacity) {
            return provideSlowly(key);
        }
        int[] entryBySlot = table;
        long[] keyByEntry = keys;
        int mask = 2 * capacity - 1;
        int slot = home(key);
        int entry = entryBySlot[slot];
        while (entry != 0) {
            if (keyByEntry[entry - 1] == key) {
                return entry - 1;
            }
            slot = slot + 1 & mask;
            entry = entryBySlot[slot];
        }
        entryBySlot[slot] = n + 1;
        keyByEntry[n] = key;
        length = n + 1;
        return n;
    }

    private int provideSlowly(long key) {
        int present = indexOf(key);
        if (present >= 0) {
            return present;
        }
        if (capacity == MAX_ENTRIES) {
            throw new InvalidSizeException(
                    title() + " is full: it cannot hold more than " + MAX_ENTRIES + " entries.");
        }
        grow();
        begin();
        for (int i = 0; i < length; i++) {
            table[slotOf(keys[i], -1)] = i + 1;
        }
        return provide(key);
    }

    /**
     * The slot at which the entry at {@code index} is noted; -1: the first free one for its key.
     */
    private int slotOf(long key, int index) {
        int mask = 2 * capacity - 1;
        int slot = home(key);
        while (table[slot] != index + 1) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Frees a slot, and moves what would not be found any more into the gap. */
    private void vacate(int slot) {
        int mask = 2 * capacity - 1;
        int gap = slot;
        int next = slot + 1 & mask;
        int entry = table[next];
        while (entry != 0) {
            int distance = next - home(keys[entry - 1]) & mask;
            if (distance >= (next - gap & mask)) {
                table[gap] = entry;
                gap = next;
            }
            next = next + 1 & mask;
            entry = table[next];
        }
        table[gap] = 0;
    }

    private int home(long key) {
        return (int) ((key * GOLDEN) >>> (Integer.SIZE + Integer.numberOfLeadingZeros(capacity)));
    }

    /** Moves the value of one entry to another, and lets go of it where it was. */
    abstract void moveValue(int from, int to);

    /** Makes room for the values of {@code room} entries, and keeps what is there. */
    abstract void extendValues(int room);

    @Override
    final int room() {
        return keys.length;
    }

    @Override
    final void extendTo(int room) {
        long[] moreKeys = Arrays.copyOf(keys, room);
        int[] moreSlots = new int[2 * room];
        extendValues(room);
        keys = moreKeys;
        table = moreSlots;
    }

    final void replaceKeys(int room) {
        keys = new long[room];
        table = new int[2 * room];
    }

    final void swapKeys(LongKeys that) {
        long[] myKeys = keys;
        int[] myTable = table;
        keys = that.keys;
        table = that.table;
        that.keys = myKeys;
        that.table = myTable;
    }

    final void poisonKeys() {
        Arrays.fill(keys, POISON);
        Arrays.fill(table, Integer.MAX_VALUE);
    }
}
