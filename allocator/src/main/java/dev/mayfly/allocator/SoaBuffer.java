package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.TagGroup;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.error.OutOfNativeMemoryException;
import dev.mayfly.allocator.internal.Face;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.SizeClasses;
import dev.mayfly.allocator.internal.chunk.NativeSource;
import dev.mayfly.allocator.internal.columns.ColumnStore;
import dev.mayfly.allocator.internal.ledger.Charge;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Rows stored as columns (struct of arrays), which have the same number of elements and grow
 * together: extend this with a class whose fields are the columns.
 *
 * <pre>{@code
 * public final class Particles extends SoaBuffer {
 *     public final Floats x = floats();
 *     public final Floats age = floats(-1f); // a new row starts at -1
 *     public final Ints sprite = ints();
 * }
 *
 * Particles particles = new Particles();
 * int row = particles.addRow();
 * particles.x.set(row, 3f);
 * }</pre>
 *
 * <p>Or make one without a class, and columns by its methods:
 *
 * <pre>{@code
 * SoaBuffer particles = new SoaBuffer("Particles");
 * Floats x = particles.floats();
 * Floats age = particles.floats(-1f);
 * particles.ensureRows(10_000);
 * }</pre>
 *
 * <p>The rows are 0 to {@link #size()} - 1, without holes, so a loop over them runs at the speed of
 * a loop over arrays. The length of each column is the number of rows: an index beyond the last row
 * is caught. A removed row is replaced by the last one.
 *
 * <p>Made with {@code new}, a buffer lives until it is closed or unreachable; one with native
 * columns has to be closed. Taken from a {@link FrameRows}, it lives until the end of the scope
 * that it was taken in, or, once promoted, until what promoting it returned is closed.
 * FrameCollection makes new storage, twice as large; the buffer and its columns stay the same
 * objects. May be used by one thread at a time.
 */
public class SoaBuffer extends Face<ColumnStore> implements AutoCloseable {

    // How it works. There are three counts of rows: those that exist (size), those behind them that
    // hold the columns' initial values already (up to ready), and those that may exist before the
    // buffer grows (capacity). So adding a row is writing its number into each column's length, and
    // every READY_ROWS rows a call to each column, which fills that many at once. Removing a row
    // moves the last one, whose place gets the initial values back.
    //
    // Why that is safe. A column checks each access against its length. Storage grows before any
    // count does, and a column that cannot grow leaves the others as long as they were. In a frame
    // the capacity is what the scopes are charged for, which may be less than there is storage.

    /** How many rows are filled with the initial values at once; they stay in the first cache. */
    private static final int READY_ROWS = 64;

    /** What the first row makes room for. */
    private static final int FIRST_CAPACITY = 16;

    private final RowsInside behind;
    private final Columns columns;
    private final RowsLife life;

    private int size;
    private int ready;
    private int capacity;

    /** The largest capacity that this had since the last trim. */
    private int recentCapacity;

    /**
     * For a class whose fields are the columns: an empty buffer, which has no storage before its
     * first row is added, and is called by the name of its class.
     */
    protected SoaBuffer() {
        this(new RowsInside(null));
    }

    /**
     * As {@link #SoaBuffer()}; the storage is charged to {@code group}, and to the groups around
     * it, until it is closed or found to be unreachable: capacity times the bytes of a row. Not for
     * buffers that a {@link FrameRows} makes: what those take is the frame's.
     */
    protected SoaBuffer(TagGroup group) {
        this();
        chargeFirst(group);
    }

    /** An empty buffer without columns; {@code name} is what messages call it. */
    public SoaBuffer(String name) {
        this(new RowsInside(Objects.requireNonNull(name, "name")));
    }

    /** As {@link #SoaBuffer(String)}, and charged as {@link #SoaBuffer(TagGroup)} is. */
    public SoaBuffer(String name, TagGroup group) {
        this(name);
        chargeFirst(group);
    }

    @SuppressWarnings("this-escape") // kept for messages alone
    private SoaBuffer(RowsInside behind) {
        super(behind);
        this.behind = behind;
        columns = behind.columns;
        life = behind.life;
        life.of(this);
    }

    private void chargeFirst(TagGroup group) {
        columns.charge = Charge.to(group, columns, life.title());
    }

    // --- columns

    /** Adds a column of {@code float} whose rows start at 0. */
    public final Floats floats() {
        return floats(0f);
    }

    /** Adds a column of {@code float} whose rows start at {@code initial}. */
    public final Floats floats(float initial) {
        return open().floats(initial);
    }

    /** Adds a column of {@code int} whose rows start at 0. */
    public final Ints ints() {
        return ints(0);
    }

    /** Adds a column of {@code int} whose rows start at {@code initial}. */
    public final Ints ints(int initial) {
        return open().ints(initial);
    }

    /** Adds a column of {@code long} whose rows start at 0. */
    public final Longs longs() {
        return longs(0L);
    }

    /** Adds a column of {@code long} whose rows start at {@code initial}. */
    public final Longs longs(long initial) {
        return open().longs(initial);
    }

    /** Adds a column of {@code double} whose rows start at 0. */
    public final Doubles doubles() {
        return doubles(0d);
    }

    /** Adds a column of {@code double} whose rows start at {@code initial}. */
    public final Doubles doubles(double initial) {
        return open().doubles(initial);
    }

    /** Adds a column of {@code short} whose rows start at 0. */
    public final Shorts shorts() {
        return shorts((short) 0);
    }

    /** Adds a column of {@code short} whose rows start at {@code initial}. */
    public final Shorts shorts(short initial) {
        return open().shorts(initial);
    }

    /** Adds a column of {@code byte} whose rows start at 0. */
    public final Bytes bytes() {
        return bytes((byte) 0);
    }

    /** Adds a column of {@code byte} whose rows start at {@code initial}. */
    public final Bytes bytes(byte initial) {
        return open().bytes(initial);
    }

    /** Adds a column of {@code float} in native memory whose rows start at 0. */
    public final NativeFloats nativeFloats() {
        return nativeFloats(0f);
    }

    /** Adds a column of {@code float} in native memory whose rows start at {@code initial}. */
    public final NativeFloats nativeFloats(float initial) {
        return open().nativeFloats(initial);
    }

    /** Adds a column of {@code int} in native memory whose rows start at 0. */
    public final NativeInts nativeInts() {
        return nativeInts(0);
    }

    /** Adds a column of {@code int} in native memory whose rows start at {@code initial}. */
    public final NativeInts nativeInts(int initial) {
        return open().nativeInts(initial);
    }

    private Columns open() {
        requireLive();
        return columns;
    }

    /**
     * Says what messages call a column of this buffer, instead of the name of the field that holds
     * it, or of its number.
     *
     * @throws IllegalArgumentException if the column is not of this buffer
     */
    public final void name(BufferHandle column, String columnName) {
        behind.name(column, columnName);
    }

    // --- rows

    /**
     * How many rows there are.
     *
     * @throws ExpiredException if the buffer's life has ended
     */
    public final int size() {
        int rows = size;
        if (rows == 0) {
            requireLive();
        }
        return rows;
    }

    /**
     * Adds a row, which holds the columns' initial values, and returns its number: that is the
     * {@link #size()} before.
     *
     * @throws InvalidSizeException if there are 2<sup>31</sup> - 9 rows
     * @throws LimitExceededException if growing would take the open scopes of a frame past the
     *     limit of a tag, or its group past its own; nothing changes
     * @throws OutOfNativeMemoryException if a native column cannot grow; nothing changes
     * @throws ExpiredException if the buffer's life has ended
     */
    public final int addRow() {
        int row = size;
        if (row == ready) {
            prepare(1);
        }
        setSize(row + 1);
        return row;
    }

    /**
     * Adds {@code count} rows, which hold the columns' initial values, and returns the number of
     * the first. Cheaper than adding them one by one.
     *
     * @throws InvalidSizeException if {@code count} is negative, or there would be more than
     *     2<sup>31</sup> - 9 rows
     * @throws LimitExceededException if growing would take the open scopes of a frame past the
     *     limit of a tag, or its group past its own; nothing changes
     * @throws OutOfNativeMemoryException if a native column cannot grow; nothing changes
     * @throws ExpiredException if the buffer's life has ended
     */
    public final int addRows(int count) {
        int first = size;
        if (count <= 0 || count > ready - first) {
            prepare(count);
        }
        setSize(first + count);
        return first;
    }

    /**
     * Removes a row by moving the last one into its place, and returns the number that the moved
     * row had: {@code row} itself if that was the last and nothing moved. So whoever keeps numbers
     * of rows does
     *
     * <pre>{@code
     * int moved = particles.removeSwap(row);
     * if (moved != row) {
     *     // what was known as row 'moved' is row 'row' now
     * }
     * }</pre>
     *
     * @throws OutOfBoundsException if there is no such row
     * @throws ExpiredException if the buffer's life has ended
     */
    public final int removeSwap(int row) {
        int last = size - 1;
        if (row < 0 || row > last) {
            throw noSuchRow(row);
        }
        columns.moveRow(last, row);
        setSize(last);
        return last;
    }

    /**
     * Removes all rows and keeps the storage.
     *
     * @throws ExpiredException if the buffer's life has ended
     */
    public final void clear() {
        requireLive();
        setSize(0);
        ready = 0;
    }

    /**
     * Makes room for {@code rows} rows in all, so that adding that many does not grow the buffer.
     *
     * @throws InvalidSizeException if {@code rows} is negative or over 2<sup>31</sup> - 9
     * @throws LimitExceededException if growing would take the open scopes of a frame past the
     *     limit of a tag, or its group past its own; nothing changes
     * @throws OutOfNativeMemoryException if a native column cannot grow; nothing changes
     * @throws ExpiredException if the buffer's life has ended
     */
    public final void ensureCapacity(int rows) {
        requireLive();
        requireRows(rows);
        if (rows > capacity) {
            growTo(rows);
        }
    }

    /**
     * Makes sure that there are at least {@code rows} rows, where their number is known: for rows
     * that go by a number from elsewhere. New rows hold the initial values, the others keep theirs.
     * Grows to just as many, where {@link #addRows} doubles.
     *
     * @throws InvalidSizeException if {@code rows} is negative or over 2<sup>31</sup> - 9
     * @throws LimitExceededException if growing would take the open scopes of a frame past the
     *     limit of a tag, or its group past its own; nothing changes
     * @throws OutOfNativeMemoryException if a native column cannot grow; nothing changes
     * @throws ExpiredException if the buffer's life has ended
     */
    public final void ensureRows(int rows) {
        ensureCapacity(rows);
        if (rows > size) {
            addRows(rows - size);
        }
    }

    /**
     * Puts a row back to the initial value in every column.
     *
     * @throws OutOfBoundsException if there is no such row
     * @throws ExpiredException if the buffer's life has ended
     */
    public final void resetRow(int row) {
        if (row < 0 || row >= size) {
            throw noSuchRow(row);
        }
        columns.resetRow(row);
    }

    /**
     * Ends the buffer and lets go of its storage: any later use of it or of a column throws. One of
     * a frame keeps its storage, and is handed out again after the end of its scope. Of a promoted
     * one close the {@link Promotion} instead. Closing again does nothing.
     */
    @Override
    public final void close() {
        expire();
        if (life.frame() == null) {
            columns.drop();
            endCharge();
        } else {
            columns.end();
        }
    }

    private void endCharge() {
        Charge charge = columns.charge;
        if (charge != null) {
            charge.close();
        }
    }

    private void expire() {
        recentCapacity = Math.max(recentCapacity, capacity);
        life.end();
        size = 0;
        ready = 0;
        capacity = 0;
    }

    private void setSize(int rows) {
        columns.setLength(rows);
        size = rows;
    }

    /** Makes sure that {@code count} more rows have storage and hold the initial values. */
    private void prepare(int count) {
        requireLive();
        long wanted = (long) size + count;
        if (count < 0) {
            throw new InvalidSizeException(
                    count + " rows were to be added to " + this + "; use 0 or more.");
        }
        requireRows(wanted);
        if (wanted > capacity) {
            long doubled = Math.max(2L * capacity, FIRST_CAPACITY);
            growTo((int) Math.clamp(doubled, wanted, SizeClasses.MAX_LENGTH));
        }
        if (wanted > ready) {
            int until = (int) Math.clamp(ready + (long) READY_ROWS, wanted, capacity);
            columns.resetRows(ready, until);
            ready = until;
        }
    }

    private void growTo(int rows) {
        OpenFrame charged = life.frame();
        long bytes = (long) (rows - capacity) * columns.rowBytes();
        if (charged != null) {
            if (Safety.CHECKED) {
                charged.identity.requireOwner();
            }
            charged.requireRoom(bytes, title(), rows);
        }
        int had = columns.room();
        columns.growTo(rows, bytes);
        if (rows > had) {
            ready = rows;
        }
        if (charged != null) {
            charged.chargeGrowth(bytes, life.depth(), title(), rows);
        }
        capacity = rows;
    }

    private void requireRows(long rows) {
        if (rows < 0 || rows > SizeClasses.MAX_LENGTH) {
            throw new InvalidSizeException(
                    this
                            + " cannot have "
                            + rows
                            + " rows; use 0 to "
                            + SizeClasses.MAX_LENGTH
                            + ".");
        }
    }

    // --- life in a frame

    /** Makes this one of those that a frame hands out, before it has storage. */
    final void becomeOf(NativeSource source) {
        if (columns.memory.source.ofFrames()
                || columns.room() > 0
                || columns.charge != null
                || !life.isLive()) {
            throw new IllegalStateException(
                    "The supplier of a FrameRows returned "
                            + this
                            + ", which is in use or has a group of its own. Return a new one each"
                            + " time, without a group.");
        }
        columns.memory.source = source;
    }

    /** Takes over the storage of one that the same supplier made, and that has ended. */
    final void takeStorageOf(SoaBuffer ended) {
        columns.takeStorageOf(ended.columns);
        recentCapacity = ended.recentCapacity;
    }

    /** Starts a life, without rows, that ends with the scope at {@code scopeDepth}. */
    final void beginIn(OpenFrame open, int scopeDepth) {
        life.beginIn(open, scopeDepth);
        columns.charge = null;
        columns.revive();
    }

    /** Has that life go on after the scope, on any thread. */
    final void leaveFrame(NativeSource shared) {
        columns.moveTo(shared);
        life.leaveFrame();
    }

    /** The depth of the scope that this was taken in. */
    final int scopeDepth() {
        return life.depth();
    }

    /** Has groups charged for the storage from now on, which are for what there is. */
    final void chargeTo(@Nullable Charge charge) {
        columns.charge = charge;
    }

    /** What the scopes of a frame were charged for this, in bytes. */
    final long chargedBytes() {
        return (long) capacity * columns.rowBytes();
    }

    /** Ends that life; the storage stays for the next one. */
    final void endOfScope() {
        expire();
        if (Safety.PARANOID) {
            // While there are views of native columns: their memory stays until these have ended.
            columns.poison();
        }
        columns.end();
    }

    /** Lets go of a storage that is more than twice what was in use of late; nothing is now. */
    final void trim() {
        int enough = Math.max(recentCapacity, FIRST_CAPACITY);
        recentCapacity = 0;
        if (columns.room() / 2 > enough) {
            columns.drop();
        }
    }

    /** Bytes of the storage, whether it is charged for or not. */
    final long storageBytes() {
        return (long) columns.room() * columns.rowBytes();
    }

    /** Lets go of the storage of one that has ended. */
    final void dropStorage() {
        columns.drop();
    }

    // --- what the slow paths share

    final void requireLive() {
        if (capacity == 0) { // as it is in one that has ended
            life.requireLive();
        }
    }

    private OutOfBoundsException noSuchRow(int row) {
        requireLive();
        return new OutOfBoundsException(
                "Row "
                        + row
                        + " is outside "
                        + this
                        + (size == 0
                                ? ". It has none; ask size() first, or add one."
                                : "; use 0 to " + (size - 1) + "."));
    }

    /** What messages call this. */
    final String title() {
        return life.title();
    }

    @Override
    public final String toString() {
        return life.title() + (life.isLive() ? " of " + size + " rows" : " (ended)");
    }
}
