package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.MayflyException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.ArenaIdentity;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.Site;
import dev.mayfly.allocator.internal.columns.ColumnGuard;
import dev.mayfly.allocator.internal.columns.Owned;
import dev.mayfly.allocator.internal.columns.PackedRows;
import dev.mayfly.allocator.internal.lateuse.Exposure;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;

/**
 * What a scope hands out and takes back: a handle around one array of its own.
 *
 * <p>Expiry is length 0. The bounds check that every access makes anyway fails for a handle whose
 * scope has ended, whatever the index, and the slow path then tells "expired" from "out of bounds"
 * by the capacity, which is 0 in an expired handle only. So a live handle costs one compare an
 * access, and C2 hoists it out of loops together with the array's own bounds check.
 */
public abstract class BufferHandle extends Owned {

    /** Elements that may be read; 0 once expired. */
    int length;

    /** Elements that the storage is charged for; 0 once expired, and only then. */
    int capacity;

    /** The size class whose stack this handle goes back to. */
    final int sizeClass;

    BufferOrigin origin;

    /** What stands before the elements, from checked on; null for nothing. */
    @Nullable ColumnGuard guard;

    /** Whose thread alone may use this, from checked on; null for any. */
    @Nullable ArenaIdentity user;

    /** That a segment of the storage was given out, which may be kept past the end; else null. */
    @Nullable Exposure exposure;

    /** Where this was taken; kept in paranoid only. */
    @Nullable String site;

    BufferHandle(BufferOrigin origin, int sizeClass) {
        this.origin = origin;
        this.sizeClass = sizeClass;
    }

    /**
     * The number of elements.
     *
     * @throws ExpiredException if the scope that this was taken in has ended
     */
    public int length() {
        if (Safety.CHECKED) {
            using();
        }
        int n = length;
        if (n == 0) {
            requireLive();
        }
        return n;
    }

    final int check(int index) {
        if (index < 0 || index >= length) {
            throw outside(index);
        }
        return index;
    }

    /** Throws if the elements from {@code from} up to {@code to} are not all there. */
    final void checkRange(int from, int to) {
        if (Safety.CHECKED) {
            using();
        }
        if (from < 0 || to < from || to > length || capacity == 0) {
            throw outside(from, to);
        }
    }

    /** Throws if an array of the caller's does not have {@code count} elements at {@code from}. */
    static void checkArray(int from, int count, int arrayLength) {
        if (from < 0 || count < 0 || from > arrayLength - count) {
            throw new OutOfBoundsException(
                    count
                            + " elements from index "
                            + from
                            + " on are outside an array of length "
                            + arrayLength
                            + ". Nothing was copied.");
        }
    }

    /** To be called in checked before the element at {@code index} is read. */
    final void reading(int index) {
        ColumnGuard asked = guard;
        if (asked != null) {
            asked.beforeRead(this, index);
        }
    }

    /** To be called in checked before the element at {@code index} is written. */
    final void writing(int index) {
        ColumnGuard asked = guard;
        if (asked != null) {
            asked.beforeWrite(this, index);
        }
    }

    /** To be called in checked before elements of a range are read. */
    final void reading() {
        ColumnGuard asked = guard;
        if (asked != null) {
            asked.beforeRead(this);
        }
    }

    /** To be called in checked before elements of a range are written, or may be from now on. */
    final void writing() {
        ColumnGuard asked = guard;
        if (asked != null) {
            asked.beforeWrite(this);
        }
    }

    /** To be called in checked before what is only read. */
    final void using() {
        ArenaIdentity owner = user;
        if (owner != null && !owner.mayRead()) {
            throw owner.foreignUse(title(), "read");
        }
    }

    /** To be called in checked before what changes. */
    final void changing() {
        ArenaIdentity owner = user;
        if (owner != null && !owner.mayChange()) {
            throw owner.foreignUse(title(), "changed");
        }
    }

    /** Where this belongs from now on. */
    void belongTo(BufferOrigin newOrigin) {
        origin = newOrigin;
    }

    final void requireLive() {
        if (Safety.CHECKED) {
            using();
        }
        if (capacity == 0) {
            throw expired();
        }
    }

    /** The same for a column whose elements go by id and are packed. */
    final void checkIds(PackedRows rows, int from, int to) {
        if (from < 0 || to < from || to > rows.ids() || capacity == 0) {
            throw outside(from, to);
        }
    }

    /** What to throw where such a column is used for an id that has no row. */
    final RuntimeException noRow(PackedRows rows, int id, boolean writing) {
        if (capacity == 0 || id < 0 || id >= rows.ids()) {
            return outside(id);
        }
        if (Safety.CHECKED && writing) {
            writing();
        } else if (Safety.CHECKED) {
            reading();
        }
        return rows.rules().noRow(this, id, writing);
    }

    /** How many elements messages say that there are. */
    int shownLength() {
        return length;
    }

    private MayflyException outside(int from, int to) {
        if (capacity == 0) {
            return expired();
        }
        return new OutOfBoundsException(
                "The range from "
                        + from
                        + " to "
                        + to
                        + " (exclusive) is outside "
                        + origin.describe(this)
                        + " of length "
                        + shownLength()
                        + "."
                        + Site.sentence(site));
    }

    private MayflyException outside(int index) {
        if (capacity == 0) {
            return expired();
        }
        int count = shownLength();
        return new OutOfBoundsException(
                "Index "
                        + index
                        + " is outside "
                        + origin.describe(this)
                        + " of length "
                        + count
                        + (count == 0
                                ? "." + origin.explainEmpty(this)
                                : "; use 0 to " + (count - 1) + ".")
                        + origin.explainIndex(index)
                        + Site.sentence(site));
    }

    private ExpiredException expired() {
        return new ExpiredException(
                origin.describe(this)
                        + " was used after its end. "
                        + origin.explainExpiry(this)
                        + Site.sentence(site));
    }

    final void expire() {
        length = 0;
        capacity = 0;
        if (Safety.CHECKED) {
            endSegments();
        }
    }

    /** What {@code plain} shows of the storage, as a segment to give out. */
    final MemorySegment shown(MemorySegment plain) {
        if (Safety.CHECKED) {
            return exposureOfNow().show(plain);
        }
        if (exposure == null) {
            exposure = Exposure.ENDLESS;
        }
        return plain;
    }

    /**
     * Under a lock, because threads may share a buffer: two exposures of one storage would leave
     * one that nobody ends.
     */
    private Exposure exposureOfNow() {
        synchronized (BufferHandle.class) {
            Exposure current = Exposure.ofNow(exposure);
            exposure = current;
            return current;
        }
    }

    /** From checked on: ends the segments that were given out, as their storage leaves this. */
    final void endSegments() {
        if (exposure != null) {
            exposure.end(origin.describe(this));
        }
    }

    /** From checked on: the same for one that has got larger storage, and goes on. */
    final void leaveStorage() {
        endSegments();
        exposure = null;
    }

    /** Bytes of one element. */
    abstract int elementBytes();

    /** A new handle around this one's storage, for the levels that never reuse a handle. */
    abstract BufferHandle renewed();

    /** The array that a segment shows; null where there are no segments. */
    @Nullable Object storage() {
        return null;
    }

    /** Overwrites all of the storage with a pattern that stands out. */
    abstract void poison();

    /** Exchanges storage with another of the same class and size class. */
    abstract void swapStorage(BufferHandle other);

    /** Clears what the next user of the storage must not find: references, a table. */
    void clearStorage() {}

    /** What messages call this. */
    final String title() {
        return capacity == 0
                ? origin.describe(this) + " (expired)"
                : origin.describe(this) + " of length " + shownLength();
    }

    @Override
    public String toString() {
        return title();
    }
}
