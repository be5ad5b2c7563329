package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.LastResort;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.chunk.ColumnMemory;
import dev.mayfly.allocator.internal.chunk.NativeSource;
import dev.mayfly.allocator.internal.columns.PackedRows;
import dev.mayfly.allocator.internal.ledger.Charge;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The columns of one store: as many elements in each, and storage that grows together. Where
 * growing one of them fails, all keep their lengths and values.
 */
final class Columns {

    /** The capacity of a column without storage, which lives: one that has ended has none. */
    private static final int EMPTY_CAPACITY = 1;

    /** Where native columns get their memory from; settled before there is any storage. */
    final ColumnMemory memory = new ColumnMemory();

    /** What groups are charged for the storage; null where none is, and for those of frames. */
    @Nullable Charge charge;

    /** Which rows ids have, where columns are used by id; null where an index is a row. */
    @Nullable PackedRows packed;

    private final BufferOrigin origin;

    private Column[] all = {};
    private int length;
    private int room;
    private int rowBytes;

    Columns(BufferOrigin origin) {
        this.origin = origin;
    }

    Floats floats(float initial) {
        PackedRows rows = packed;
        return add(
                rows == null
                        ? new Floats(origin, 0, new float[0], initial)
                        : PackedFloats.of(origin, initial, rows));
    }

    Ints ints(int initial) {
        PackedRows rows = packed;
        return add(
                rows == null
                        ? new Ints(origin, 0, new int[0], initial)
                        : PackedInts.of(origin, initial, rows));
    }

    Longs longs(long initial) {
        PackedRows rows = packed;
        return add(
                rows == null
                        ? new Longs(origin, 0, new long[0], initial)
                        : PackedLongs.of(origin, initial, rows));
    }

    Doubles doubles(double initial) {
        PackedRows rows = packed;
        return add(
                rows == null
                        ? new Doubles(origin, 0, new double[0], initial)
                        : PackedDoubles.of(origin, initial, rows));
    }

    Shorts shorts(short initial) {
        PackedRows rows = packed;
        return add(
                rows == null
                        ? new Shorts(origin, 0, new short[0], initial)
                        : PackedShorts.of(origin, initial, rows));
    }

    Bytes bytes(byte initial) {
        PackedRows rows = packed;
        return add(
                rows == null
                        ? new Bytes(origin, 0, new byte[0], initial)
                        : PackedBytes.of(origin, initial, rows));
    }

    NativeFloats nativeFloats(float initial) {
        return add(new NativeFloats(origin, memory, initial));
    }

    NativeInts nativeInts(int initial) {
        return add(new NativeInts(origin, memory, initial));
    }

    private <C extends Column> C add(C column) {
        if (room > 0) {
            charge((long) room * column.elementBytes(), () -> grow(column, room));
            column.length = length;
        } else {
            column.capacity = EMPTY_CAPACITY;
        }
        rowBytes += column.elementBytes();
        all = Arrays.copyOf(all, all.length + 1);
        all[all.length - 1] = column;
        return column;
    }

    /** The place of one of the columns among them. */
    int indexOf(BufferHandle column) {
        return Arrays.asList(all).indexOf(column);
    }

    /** The column at a place, in the order of their making. */
    Column at(int place) {
        return all[place];
    }

    /** How many columns there are. */
    int count() {
        return all.length;
    }

    /** Bytes of a row, over all columns. */
    int rowBytes() {
        return rowBytes;
    }

    /** Elements of each column. */
    int length() {
        return length;
    }

    /** Elements that each column has storage for. */
    int room() {
        return room;
    }

    /**
     * Makes the storage one of {@code rows} elements, more than it has. Those beyond the length
     * hold the initial values.
     */
    void growTo(int rows) {
        growTo(rows, (long) (rows - room) * rowBytes);
    }

    /**
     * Charges groups for so many bytes, if there are some, and makes sure that the storage has
     * {@code rows} elements: recycled storage may have them, and not be charged for.
     */
    void growTo(int rows, long bytes) {
        if (rows > room) {
            charge(bytes, () -> growAll(rows));
            room = rows;
        } else if (charge != null) {
            charge.add(bytes);
        }
    }

    private void growAll(int rows) {
        for (Column column : all) {
            grow(column, rows);
            if (Safety.CHECKED) {
                column.leaveStorage();
            }
        }
    }

    private static void grow(Column column, int rows) {
        try {
            column.growTo(rows);
        } catch (OutOfMemoryError full) {
            LastResort.letGo();
            column.growTo(rows);
        }
    }

    /** Charges groups, if there are some, for what growing makes; not where it fails. */
    private void charge(long bytes, Runnable growing) {
        Charge charged = charge;
        if (charged == null) {
            growing.run();
            return;
        }
        charged.add(bytes);
        try {
            growing.run();
        } catch (Throwable failure) {
            charged.remove(bytes);
            throw failure;
        }
    }

    /** Makes the columns as long as that, which there is room for. */
    void setLength(int rows) {
        // Written field by field, so that adding a row calls nothing that depends on the column.
        for (BufferHandle column : all) {
            column.length = rows;
        }
        length = rows;
    }

    /** Puts the rows of a range that there is room for back to the initial values. */
    void resetRows(int from, int to) {
        for (Column column : all) {
            column.resetRows(from, to);
        }
    }

    /** Puts a row back to the initial values, if there is one. */
    void resetRow(int row) {
        for (Column column : all) {
            column.resetRow(row);
        }
    }

    /** Moves a row to the place of another, or its own, and leaves the initial values behind. */
    void moveRow(int from, int to) {
        for (Column column : all) {
            column.moveRow(from, to);
        }
    }

    /** Brings columns that were ended, and kept their storage, back to life. */
    void revive() {
        for (Column column : all) {
            column.revive(Math.max(room, EMPTY_CAPACITY));
        }
    }

    /** Has native columns that are live seen through the views of another source, of one store. */
    void moveTo(NativeSource other) {
        for (Column column : all) {
            column.moveTo(other);
        }
        memory.source = other;
    }

    /** Ends the columns and keeps their storage. */
    void end() {
        for (Column column : all) {
            column.end();
        }
        length = 0;
    }

    /** Ends the columns and lets go of their storage. */
    void drop() {
        for (Column column : all) {
            column.drop();
        }
        length = 0;
        room = 0;
        if (packed != null) {
            packed.clear();
        }
        if (charge != null) {
            charge.removeAll();
        }
    }

    /** Overwrites all of the storage with patterns that stand out. */
    void poison() {
        for (Column column : all) {
            column.poison();
        }
    }

    /**
     * Takes over the storage of columns of the same types, which have ended; where the types differ
     * that is let go of.
     */
    void takeStorageOf(Columns ended) {
        if (!isLike(ended)) {
            ended.drop();
            return;
        }
        for (int i = 0; i < all.length; i++) {
            all[i].swapStorage(ended.all[i]);
        }
        room = ended.room;
        ended.room = 0;
    }

    private boolean isLike(Columns other) {
        return Arrays.equals(
                all, other.all, Comparator.comparing(column -> column.getClass().getName()));
    }
}
