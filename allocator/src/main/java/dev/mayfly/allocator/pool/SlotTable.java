package dev.mayfly.allocator.pool;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.error.StaleHandleException;

import java.util.Arrays;

/**
 * Names for the rows of columns: a handle stays good while its row moves, and goes stale with it.
 *
 * <pre>{@code
 * long handle = table.add();                 // its row is the last: table.size() - 1
 * x.set(table.position(handle), 1f);         // wherever the row is now
 *
 * int hole = table.remove(handle);           // the last row moves into the hole
 * x.set(hole, x.get(table.size()));
 *
 * for (int row = 0; row < table.size(); row++) { ... }   // no gaps
 * }</pre>
 *
 * <p>A handle is a {@code long}: the number of a slot in the low half, and in the high half its
 * generation, which changes with each use of the slot. A stale handle is always noticed: a slot
 * whose generations are used up is not used again (that is after 2<sup>31</sup> uses; a slot costs
 * 12 bytes). A handle of another table is not told from an own one. No handle is 0.
 *
 * <p>Rows lie at 0 to {@link #size()} - 1 without gaps. Where one is removed the last one takes its
 * place, so a loop that removes goes from the last to the first: what moves has been seen.
 *
 * <p>Belongs to one thread at a time: a program that uses it on several has to order what they do.
 * Adding allocates where the table grows, and nothing else does.
 */
public final class SlotTable {

    // How it works. A sparse set whose sparse side carries generations: generations[slot] is odd
    // while the slot is in use, positions[slot] is its row then, and slots[row] leads back. A slot
    // that is not in use has an even generation, and its position is the next slot in the list of
    // free ones. The two halves of a handle are compared with that at each use.
    //
    // Why that is safe. A handle has the odd generation of its slot's use. Removing makes the
    // generation even, and adding makes it odd and larger, so no handle is equal to an earlier one
    // of the slot. When it would wrap to 0 the slot stays out of the list.

    private static final int SMALLEST_CAPACITY = 16;
    private static final int LARGEST_CAPACITY = Integer.MAX_VALUE - 8;
    private static final int NO_SLOT = -1;

    private final int firstGeneration;
    private int[] generations = {};
    private int[] positions = {};
    private int[] slots = {};
    private int size;
    private int slotsMade;
    private int freeSlot = NO_SLOT;

    /** An empty table. */
    public SlotTable() {
        this(0);
    }

    /** An empty table whose slots begin with an even generation, for tests of the last ones. */
    SlotTable(int firstGeneration) {
        this.firstGeneration = firstGeneration;
    }

    /**
     * Adds a row behind the last one, and returns its handle.
     *
     * @throws InvalidSizeException if the table cannot grow any more
     */
    public long add() {
        int slot = freeSlot;
        if (slot == NO_SLOT) {
            slot = newSlot();
        } else {
            freeSlot = positions[slot];
        }
        int generation = generations[slot] + 1;
        generations[slot] = generation;
        positions[slot] = size;
        slots[size++] = slot;
        return handle(generation, slot);
    }

    private int newSlot() {
        if (slotsMade == generations.length) {
            grow();
        }
        generations[slotsMade] = firstGeneration;
        return slotsMade++;
    }

    private void grow() {
        if (slotsMade == LARGEST_CAPACITY) {
            throw new InvalidSizeException(
                    "The slot table has made " + slotsMade + " slots and cannot make more.");
        }
        int capacity = grown(slotsMade);
        int[] moreGenerations = Arrays.copyOf(generations, capacity);
        int[] morePositions = Arrays.copyOf(positions, capacity);
        int[] moreSlots = Arrays.copyOf(slots, capacity);
        generations = moreGenerations;
        positions = morePositions;
        slots = moreSlots;
    }

    /** What a capacity that is used up grows to. */
    static int grown(int capacity) {
        return Math.clamp(2L * capacity, SMALLEST_CAPACITY, LARGEST_CAPACITY);
    }

    /** Whether the handle's row is still there. */
    public boolean contains(long handle) {
        int slot = (int) handle;
        int generation = (int) (handle >>> Integer.SIZE);
        return slot >= 0
                && slot < slotsMade
                && generations[slot] == generation
                && (generation & 1) != 0;
    }

    /**
     * Where the handle's row is now; good until the next removal.
     *
     * @throws StaleHandleException if the row was removed, or the handle never given out
     */
    public int position(long handle) {
        if (!contains(handle)) {
            throw stale(handle);
        }
        return positions[(int) handle];
    }

    /**
     * Removes a row. Returns where it was: there the last row is now, which was at the new {@link
     * #size()}; the two are equal where the last row itself was removed.
     *
     * @throws StaleHandleException if the row was removed before, or the handle never given out
     */
    public int remove(long handle) {
        int hole = position(handle);
        int slot = (int) handle;
        int moved = slots[--size];
        slots[hole] = moved;
        positions[moved] = hole;
        vacate(slot);
        return hole;
    }

    private void vacate(int slot) {
        int generation = generations[slot] + 1;
        generations[slot] = generation;
        if (generation != 0) {
            positions[slot] = freeSlot;
            freeSlot = slot;
        }
    }

    /** Removes every row. */
    public void clear() {
        while (size > 0) {
            vacate(slots[--size]);
        }
    }

    /** How many rows there are. */
    public int size() {
        return size;
    }

    /**
     * The handle of the row at a position.
     *
     * @throws OutOfBoundsException if there is no such row
     */
    public long handleAt(int position) {
        checkPosition(position);
        int slot = slots[position];
        return handle(generations[slot], slot);
    }

    /** Throws unless there is a row at {@code position}. */
    void checkPosition(int position) {
        if (position < 0 || position >= size) {
            throw new OutOfBoundsException(
                    "Position "
                            + position
                            + " is outside a slot table of "
                            + size
                            + " rows; positions are 0 to the size less 1.");
        }
    }

    private static long handle(int generation, int slot) {
        return (long) generation << Integer.SIZE | slot;
    }

    private StaleHandleException stale(long handle) {
        int slot = (int) handle;
        int generation = (int) (handle >>> Integer.SIZE);
        String now =
                slot < 0 || slot >= slotsMade
                        ? "has no such slot"
                        : "has generation "
                                + Integer.toUnsignedString(generations[slot])
                                + " there"
                                + ((generations[slot] & 1) == 0 ? ", vacant" : "");
        return new StaleHandleException(
                "The handle of slot "
                        + Integer.toUnsignedString(slot)
                        + ", generation "
                        + Integer.toUnsignedString(generation)
                        + ", was used, but the table "
                        + now
                        + ". Ask contains() where a row may be gone, and drop its handle with it.");
    }

    @Override
    public String toString() {
        return "SlotTable of " + size + " rows";
    }
}
