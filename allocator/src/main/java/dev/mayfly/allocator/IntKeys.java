package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.KeyHash;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.lateuse.Poison;

import java.util.Arrays;

/*
 * The entries stand side by side, in the order in which they came: keys in one array, values in
 * another. A table of twice as many slots as there is room for entries tells where a key's entry
 * is: a slot holds the index of an entry plus one, or 0. Equal or not, keys that want the same slot
 * take the next free one (linear probing; at most half of the slots are taken). What that buys over
 * keys and values in the slots themselves: going through a map is going through arrays; only the
 * table has to be cleared for a new user; no key and no value is special. The price is one more load
 * for a look-up. (The layout is that of Python's dict since 3.6, proposed by Hettinger in 2012.)
 *
 * The slots of a table for up to 32,768 entries are of two bytes, so that the table stays in the
 * processor's near caches; those of a larger one, which does not anyhow, are of four. There is
 * always one of the two; the other is empty. A look-up and a put go by the first, and leave it to a
 * slower path where there is none; the rest asks which of them it is.
 *
 * The table belongs to the storage, not to the capacity that the map is charged for: growing within
 * recycled storage moves nothing. It is without entries whenever the map is; who ends a map with few
 * of them clears their slots alone, so that a few entries in a large storage stay cheap.
 *
 * A removal closes the gap in the table (Knuth, The Art of Computer Programming 3, 6.4, algorithm
 * R), so there are no tombstones, and closes the gap among the entries with the last of them.
 *
 * KeyHash says which slot a key wants.
 */

/** The keys of a map, and where each has its entry; the values are the subclass's. */
abstract class IntKeys extends FrameCollection {

    static final int KEY_BYTES = Integer.BYTES;

    /** With more, the table would need more slots than an array can have at a power of two. */
    static final int MAX_ENTRIES = 1 << 29;

    /** Up to this part of the slots they are cleared one by one. */
    private static final int FEW = 16;

    /** The most slots of two bytes: none of their entries' indices plus one exceeds a char. */
    private static final int MOST_NARROW = 1 << 16;

    private static final char[] NOT_NARROW = {};
    private static final int[] NOT_WIDE = {};

    int[] keys;

    /** The index of an entry plus one, or 0; a power of two of them, or none. */
    private char[] narrow = NOT_NARROW;

    private int[] wide = NOT_WIDE;

    IntKeys(BufferOrigin origin, int sizeClass, int room) {
        super(origin, sizeClass);
        this.keys = new int[room];
        makeTable(room);
    }

    /** A new handle around the storage of {@code that}. */
    IntKeys(IntKeys that) {
        super(that.origin, that.sizeClass);
        this.keys = that.keys;
        this.narrow = that.narrow;
        this.wide = that.wide;
    }

    /** Makes the table a new one, without entries. */
    private void makeTable(int room) {
        int slots = 2 * Integer.highestOneBit(room);
        boolean small = slots <= MOST_NARROW;
        char[] madeNarrow = small ? new char[slots] : NOT_NARROW;
        wide = small ? NOT_WIDE : new int[slots];
        narrow = madeNarrow;
    }

    /**
     * Whether there is an entry for {@code key}.
     *
     * @throws ExpiredException if the map's scope has ended
     */
    public final boolean containsKey(int key) {
        return indexOf(key) >= 0;
    }

    /**
     * The index of the entry for {@code key}, or -1 if there is none. Entries have the indices from
     * 0 to the length, exclusive, in the order in which they were added, until one is removed. An
     * index holds until then.
     *
     * @throws ExpiredException if the map's scope has ended
     */
    public final int indexOf(int key) {
        if (Safety.CHECKED) {
            using();
        }
        char[] entryBySlot = narrow;
        if (length == 0 || entryBySlot.length == 0) {
            return indexOfSlowly(key);
        }
        int[] keyByEntry = keys;
        int mask = entryBySlot.length - 1;
        int slot = KeyHash.home(key, mask);
        int entry = entryBySlot[slot];
        while (entry != 0 && keyByEntry[entry - 1] != key) {
            slot = slot + 1 & mask;
            entry = entryBySlot[slot];
        }
        return entry - 1;
    }

    private int indexOfSlowly(int key) {
        if (length == 0) {
            requireLive();
            return -1;
        }
        return entryAt(slotFor(key)) - 1;
    }

    /**
     * The key of the entry at {@code index}.
     *
     * @throws OutOfBoundsException if there is no such entry
     * @throws ExpiredException if the map's scope has ended
     */
    public final int keyAt(int index) {
        if (Safety.CHECKED) {
            using();
        }
        return keys[check(index)];
    }

    /**
     * Removes the entry for {@code key}; the last one takes its place.
     *
     * @return whether there was one
     * @throws ExpiredException if the map's scope has ended
     */
    public final boolean remove(int key) {
        if (Safety.CHECKED) {
            changing();
        }
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
        if (Safety.CHECKED) {
            changing();
        }
        int last = length - 1;
        vacate(slotFor(keys[check(index)]));
        if (index != last) {
            setEntryAt(slotFor(keys[last]), index + 1);
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
        if (Safety.CHECKED) {
            changing();
        }
        requireLive();
        clearStorage();
        length = 0;
    }

    /** The index of the entry for {@code key}; a new one, the last, if there was none. */
    final int provide(int key) {
        if (Safety.CHECKED) {
            changing();
        }
        int n = length;
        char[] entryBySlot = narrow;
        if (n == capacity || entryBySlot.length == 0) {
            return provideSlowly(key);
        }
        int[] keyByEntry = keys;
        int mask = entryBySlot.length - 1;
        int slot = KeyHash.home(key, mask);
        int entry = entryBySlot[slot];
        while (entry != 0) {
            if (keyByEntry[entry - 1] == key) {
                return entry - 1;
            }
            slot = slot + 1 & mask;
            entry = entryBySlot[slot];
        }
        entryBySlot[slot] = (char) (n + 1);
        keyByEntry[n] = key;
        length = n + 1;
        return n;
    }

    private int provideSlowly(int key) {
        int present = indexOf(key);
        if (present >= 0) {
            return present;
        }
        if (length == MAX_ENTRIES) {
            throw new InvalidSizeException(
                    title()
                            + " is full: it cannot hold more than "
                            + MAX_ENTRIES
                            + " entries. Spread them over several.");
        }
        if (length == capacity) {
            grow();
        }
        int index = length;
        setEntryAt(slotFor(key), index + 1);
        keys[index] = key;
        length = index + 1;
        return index;
    }

    private int entryAt(int slot) {
        return narrow.length != 0 ? narrow[slot] : wide[slot];
    }

    private void setEntryAt(int slot, int entry) {
        if (narrow.length != 0) {
            narrow[slot] = (char) entry;
        } else {
            wide[slot] = entry;
        }
    }

    private int mask() {
        return narrow.length + wide.length - 1;
    }

    /** The slot of the entry for {@code key}, or a free one for it. */
    private int slotFor(int key) {
        int mask = mask();
        int slot = KeyHash.home(key, mask);
        int entry = entryAt(slot);
        while (entry != 0 && keys[entry - 1] != key) {
            slot = slot + 1 & mask;
            entry = entryAt(slot);
        }
        return slot;
    }

    /** Frees a slot, and moves what would not be found any more into the gap. */
    private void vacate(int slot) {
        int mask = mask();
        int gap = slot;
        int next = slot + 1 & mask;
        int entry = entryAt(next);
        while (entry != 0) {
            int distance = next - KeyHash.home(keys[entry - 1], mask) & mask;
            if (distance >= (next - gap & mask)) {
                setEntryAt(gap, entry);
                gap = next;
            }
            next = next + 1 & mask;
            entry = entryAt(next);
        }
        setEntryAt(gap, 0);
    }

    /** Clears the table, and whatever values must be. */
    @Override
    void clearStorage() {
        int mask = mask();
        if (length > mask / FEW) {
            Arrays.fill(narrow, (char) 0);
            Arrays.fill(wide, 0);
            return;
        }
        for (int i = 0; i < length; i++) {
            // On to the end of the run, so what is left of it still begins where it did.
            int slot = KeyHash.home(keys[i], mask);
            while (entryAt(slot) != 0) {
                setEntryAt(slot, 0);
                slot = slot + 1 & mask;
            }
        }
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
        int[] moreKeys = Arrays.copyOf(keys, room);
        extendValues(room);
        makeTable(room);
        keys = moreKeys;
        for (int i = 0; i < length; i++) {
            setEntryAt(slotFor(keys[i]), i + 1);
        }
    }

    final void replaceKeys(int room) {
        keys = new int[room];
        makeTable(room);
    }

    final void swapKeys(IntKeys that) {
        int[] myKeys = keys;
        char[] myNarrow = narrow;
        int[] myWide = wide;
        keys = that.keys;
        narrow = that.narrow;
        wide = that.wide;
        that.keys = myKeys;
        that.narrow = myNarrow;
        that.wide = myWide;
    }

    final void poisonKeys() {
        Arrays.fill(keys, Poison.INT);
    }
}
