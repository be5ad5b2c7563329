package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;

import java.util.IdentityHashMap;

/**
 * Long-lived columns that have the same number of rows and grow together: what a struct-of-arrays
 * store is made of. Each column is a typed buffer, the same kind that a frame hands out.
 *
 * <pre>{@code
 * ColumnSet particles = new ColumnSet("Particles");
 * Floats x = particles.floats(0f);
 * Floats age = particles.floats(-1f);
 * particles.ensureRows(10_000);
 * }</pre>
 *
 * <p>Lives on the heap until it is closed or unreachable. Growing makes new arrays; the handles
 * stay the same objects. May be used by one thread at a time.
 */
public final class ColumnSet implements AutoCloseable {

    private final String name;
    private final Columns columns = new Columns(new Origin(), 0);
    private final IdentityHashMap<Expiring, String> names = new IdentityHashMap<>();
    private boolean closed;

    private final class Origin extends BufferOrigin {

        @Override
        String describe(Expiring column) {
            return "column " + name + "." + names.get(column);
        }

        @Override
        String explainExpiry(Expiring column) {
            return closed
                    ? "Its column set '" + name + "' was closed. Use columns before that only."
                    : "Its column set '" + name + "' has no rows. Call ensureRows() first.";
        }
    }

    /** A set without columns and rows; {@code name} is what messages call it. */
    public ColumnSet(String name) {
        this.name = name;
    }

    /** Adds a column whose rows hold {@code initial} until they are set. */
    public Floats floats(float initial) {
        return named(open().floats(initial));
    }

    /** Adds a column whose rows hold {@code initial} until they are set. */
    public Ints ints(int initial) {
        return named(open().ints(initial));
    }

    /** Adds a column whose rows hold {@code initial} until they are set. */
    public Longs longs(long initial) {
        return named(open().longs(initial));
    }

    /** Adds a column whose rows hold {@code initial} until they are set. */
    public Doubles doubles(double initial) {
        return named(open().doubles(initial));
    }

    /** Adds a column whose rows hold {@code initial} until they are set. */
    public Shorts shorts(short initial) {
        return named(open().shorts(initial));
    }

    /** Adds a column whose rows hold {@code initial} until they are set. */
    public Bytes bytes(byte initial) {
        return named(open().bytes(initial));
    }

    private <B extends TypedBuffer> B named(B column) {
        names.put(column, "column" + names.size());
        return column;
    }

    /**
     * Says what messages call a column of this set, instead of its number.
     *
     * @throws IllegalArgumentException if the column is not of this set
     */
    public void name(TypedBuffer column, String columnName) {
        if (!names.containsKey(column)) {
            throw new IllegalArgumentException(
                    column + " is not a column of '" + name + "'; name it in its own set.");
        }
        names.put(column, columnName);
    }

    /** How many rows each column has. */
    public int rows() {
        return columns.room();
    }

    /** How many columns there are. */
    public int columns() {
        return columns.count();
    }

    /**
     * Makes sure that there are at least {@code wanted} rows. New rows hold the initial values; the
     * others keep theirs.
     *
     * @throws InvalidSizeException if {@code wanted} is negative or over 2<sup>31</sup> - 9
     * @throws ExpiredException if this set was closed
     */
    public void ensureRows(int wanted) {
        Columns open = open();
        if (wanted < 0 || wanted > BufferRack.MAX_LENGTH) {
            throw new InvalidSizeException(
                    "Column set '"
                            + name
                            + "' cannot have "
                            + wanted
                            + " rows; use 0 to "
                            + BufferRack.MAX_LENGTH
                            + ".");
        }
        if (wanted > open.room()) {
            open.growTo(wanted);
            open.setLength(wanted);
        }
    }

    /**
     * Puts a row back to the initial value in every column.
     *
     * @throws dev.mayfly.allocator.error.OutOfBoundsException if there is no such row
     * @throws ExpiredException if this set was closed
     */
    public void resetRow(int row) {
        columns.resetRow(row);
    }

    /** Ends the columns: any later use of one throws. Closing again does nothing. */
    @Override
    public void close() {
        closed = true;
        columns.drop();
    }

    private Columns open() {
        if (closed) {
            throw new ExpiredException("Column set '" + name + "' was used after it was closed.");
        }
        return columns;
    }

    @Override
    public String toString() {
        return "column set '" + name + "', " + columns.count() + " columns of " + rows() + " rows";
    }
}
