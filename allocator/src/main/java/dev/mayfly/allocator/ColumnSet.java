package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.internal.SizeClasses;
import dev.mayfly.allocator.internal.ledger.Charge;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

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

    /** The columns in the order of their making. */
    private TypedBuffer[] buffers = {};

    /** Whom to ask before elements are read or written; null for nobody. */
    private @Nullable ColumnGuard guard;

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

        @Override
        void beforeRead(Expiring column) {
            ColumnGuard asked = guard;
            if (asked != null) {
                asked.beforeRead((TypedBuffer) column);
            }
        }

        @Override
        void beforeWrite(Expiring column) {
            ColumnGuard asked = guard;
            if (asked != null) {
                asked.beforeWrite((TypedBuffer) column);
            }
        }
    }

    /** A set without columns and rows; {@code name} is what messages call it. */
    public ColumnSet(String name) {
        this.name = name;
    }

    /**
     * A set without columns and rows, whose storage is charged to {@code group}, and to the groups
     * around it, until it is closed or found to be unreachable: rows times the bytes of a row.
     */
    public ColumnSet(String name, TagGroup group) {
        this(name);
        columns.charge = Charge.to(group, columns, "column set '" + name + "'");
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
        buffers = Arrays.copyOf(buffers, buffers.length + 1);
        buffers[buffers.length - 1] = column;
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

    /**
     * Has every access to the elements of these columns asked for from now on, in checked and
     * paranoid; in standard nobody is asked, and an access costs what it did.
     */
    public void guard(ColumnGuard asked) {
        guard = Objects.requireNonNull(asked, "asked");
    }

    /**
     * Whether {@code asSegment} has been called on one of the columns: who has that segment writes
     * to it without being asked for by the {@link #guard guard}.
     */
    public boolean isExposed() {
        for (TypedBuffer column : buffers) {
            if (column.exposure != null) {
                return true;
            }
        }
        return false;
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
     * @throws LimitExceededException if its group may not be charged for so many; nothing changes
     */
    public void ensureRows(int wanted) {
        Columns open = open();
        requireLength(wanted);
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

    /**
     * Copies the first {@code count} rows of every column into the image, which forgets what it
     * held. Allocates only if the image has not held as many rows of these columns before, and then
     * as many as this set has now.
     *
     * @throws InvalidSizeException if {@code count} is negative or over {@link #rows}
     * @throws ExpiredException if this set was closed
     */
    public void save(ColumnImage image, int count) {
        int rows = open().room();
        if (count < 0 || count > rows) {
            throw new InvalidSizeException(
                    count + " rows of " + this + " cannot be saved; use 0 to " + rows + ".");
        }
        image.save(buffers, count, rows);
    }

    /**
     * Copies the rows of an image back into the columns; rows beyond those of the image stay as
     * they are. Allocates nothing.
     *
     * @throws IllegalArgumentException if the image was not made from these columns or from others
     *     of the same types in the same order
     * @throws InvalidSizeException if the image has more rows than this set
     * @throws ExpiredException if this set was closed
     */
    public void restore(ColumnImage image) {
        int rows = open().room();
        if (!image.fits(buffers)) {
            throw new IllegalArgumentException(
                    "The image holds other columns than "
                            + this
                            + "; restore it into the set that it was saved from.");
        }
        if (image.rows() > rows) {
            throw new InvalidSizeException(
                    this
                            + " has no room for the "
                            + image.rows()
                            + " rows of the image; call ensureRows() first.");
        }
        image.restore(buffers);
    }

    /**
     * An image of {@code count} zero rows of these columns, to be filled through {@link
     * ColumnImage#segments}.
     *
     * @throws InvalidSizeException if {@code count} is negative or over 2<sup>31</sup> - 9
     * @throws ExpiredException if this set was closed
     */
    public ColumnImage blankImage(int count) {
        open();
        requireLength(count);
        return ColumnImage.blank(buffers, count);
    }

    /** The columns in the order of their making, each as its element type and its name. */
    public List<String> layout() {
        return Arrays.stream(buffers)
                .map(
                        column ->
                                column.storage().getClass().getComponentType()
                                        + " "
                                        + names.get(column))
                .toList();
    }

    /** Ends the columns: any later use of one throws. Closing again does nothing. */
    @Override
    public void close() {
        closed = true;
        columns.drop();
        Charge charge = columns.charge;
        if (charge != null) {
            charge.close();
        }
    }

    private void requireLength(int wanted) {
        if (wanted < 0 || wanted > SizeClasses.MAX_LENGTH) {
            throw new InvalidSizeException(
                    "Column set '"
                            + name
                            + "' cannot have "
                            + wanted
                            + " rows; use 0 to "
                            + SizeClasses.MAX_LENGTH
                            + ".");
        }
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
