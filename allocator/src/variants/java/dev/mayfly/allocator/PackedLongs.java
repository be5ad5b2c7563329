package dev.mayfly.allocator; // Derived from PackedFloats.java; see build-tools/Variants.java.

import dev.mayfly.allocator.error.SparseColumnException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.columns.PackedRows;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A column of {@code long} that is used by id and has rows for few of them.
 *
 * <p>A class of its own, so that a loop over a column that has a row for each id is compiled as if
 * there were none of these: the JIT knows by each call which of the two it meets, and a check
 * beside the array's would be seen by all.
 */
final class PackedLongs extends Longs {

    private final PackedRows rows;

    private PackedLongs(BufferOrigin origin, long initial, PackedRows rows) {
        super(origin, 0, new long[0], initial);
        this.rows = rows;
    }

    /** A column without rows; a method, so that who may make one does not load this class. */
    static Longs of(BufferOrigin origin, long initial, PackedRows rows) {
        return new PackedLongs(origin, initial, rows);
    }

    @Override
    public long get(int id) {
        try {
            int row = rows.of(id);
            if (Safety.CHECKED) {
                reading(row);
            }
            return array[row];
        } catch (ArrayIndexOutOfBoundsException _) {
            throw noRow(rows, id, false);
        }
    }

    @Override
    public void set(int id, long value) {
        try {
            int row = rows.of(id);
            if (Safety.CHECKED) {
                writing(row);
            }
            array[row] = value;
        } catch (ArrayIndexOutOfBoundsException _) {
            throw noRow(rows, id, true);
        }
    }

    @Override
    public void add(int id, long value) {
        try {
            int row = rows.of(id);
            if (Safety.CHECKED) {
                writing(row);
            }
            array[row] += value;
        } catch (ArrayIndexOutOfBoundsException _) {
            throw noRow(rows, id, true);
        }
    }

    @Override
    public int length() {
        requireLive();
        return rows.ids();
    }

    @Override
    int shownLength() {
        return rows.ids();
    }

    @Override
    public void fill(long value) {
        if (Safety.CHECKED) {
            writing();
        }
        requireLive();
        Arrays.fill(array, 0, length, value);
    }

    @Override
    public void copyFrom(long[] source, int from, int at, int count) {
        if (Safety.CHECKED) {
            writing();
        }
        checkIds(rows, at, at + count);
        checkArray(from, count, source.length);
        for (int i = 0; i < count; i++) {
            int row = rows.of(at + i);
            if (row >= 0) {
                array[row] = source[from + i];
            }
        }
    }

    @Override
    public void copyTo(int from, long[] target, int at, int count) {
        if (Safety.CHECKED) {
            reading();
        }
        checkIds(rows, from, from + count);
        checkArray(at, count, target.length);
        for (int i = 0; i < count; i++) {
            int row = rows.of(from + i);
            target[at + i] = row >= 0 ? array[row] : initial;
        }
    }

    /** Not of rows that are packed. */
    @Override
    public void sort(int from, int to) {
        if (Safety.CHECKED) {
            writing();
        }
        throw refused("sorted");
    }

    /** Not of rows that are packed. */
    @Override
    public int binarySearch(int from, int to, long value) {
        if (Safety.CHECKED) {
            reading();
        }
        throw refused("searched as if it were sorted");
    }

    /** Not of rows that are packed. */
    @Override
    public MemorySegment asSegment() {
        if (Safety.CHECKED) {
            writing();
        }
        throw refused("shown as a segment");
    }

    @Override
    long[] byIndex() {
        throw refused("appended to a list as a whole");
    }

    private RuntimeException refused(String what) {
        requireLive();
        return new SparseColumnException(
                this + " cannot be " + what, rows.rules().adviceOnRanges());
    }
}
