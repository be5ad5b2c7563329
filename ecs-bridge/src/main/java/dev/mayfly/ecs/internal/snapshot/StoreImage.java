package dev.mayfly.ecs.internal.snapshot;

import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.columns.ColumnImage;
import dev.mayfly.allocator.internal.columns.ColumnStore;
import dev.mayfly.ecs.internal.artemis.BitWords;
import dev.mayfly.ecs.internal.store.Store;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * What one store held: which entities have it, and its columns, one row an id. A {@link
 * SparseImage} has those of the entities that have it alone.
 */
class StoreImage {

    final Store<?> store;
    final ColumnStore held;

    /** How many ids this is of; none where the world met the type later. */
    int ids;

    /** Bits of the ids that have it, as many words as it takes for the ids. */
    long[] presence = {};

    ColumnImage columns;

    /** An image of no rows. */
    StoreImage(Store<?> store) {
        this.store = store;
        held = Insides.of(store.columns());
        columns = ColumnImage.blank(held, 0);
    }

    /** An image of no rows, as the store's columns ask for. */
    static StoreImage of(Store<?> store) {
        return Insides.of(store.columns()).packed() == null
                ? new StoreImage(store)
                : new SparseImage(store);
    }

    /** How many ids it is of; none where the world met the type later. */
    final int ids() {
        return ids;
    }

    /** How many rows it has. */
    final int rows() {
        return columns.rows();
    }

    /** How many bytes a row takes. */
    final long bytesOfRow() {
        return ColumnImage.blank(held, 1).bytes();
    }

    /** Bits of the ids that have it, as many words as there are rows for. */
    final long[] presence() {
        return presence;
    }

    final Class<?> type() {
        return store.type();
    }

    final int typeIndex() {
        return store.typeIndex();
    }

    final List<String> layout() {
        return held.layout();
    }

    // --- of the world

    void save(int count) {
        savePresence(count);
        columns.save(held, count);
    }

    final void savePresence(int count) {
        ids = count;
        presence = BitWords.save(store.presence(), presence, BitWords.count(count));
    }

    /** Does what can fail of restoring. */
    void prepare() {
        store.columns().ensureRows(columns.rows());
        preparePresence();
    }

    final void preparePresence() {
        BitWords.ensureRoom(store.presence(), BitWords.count(ids));
        store.presence().beforeRestoring();
    }

    /**
     * Brings the store back to this, after {@link #prepare}; allocates nothing. Rows behind it, up
     * to {@code used}, get their initial values: they belong to ids that have not been handed out
     * yet, and so were never written.
     */
    void restore(int used) {
        SoaBuffer target = store.columns();
        columns.restore(held);
        int end = Math.min(used, target.size());
        for (int row = columns.rows(); row < end; row++) {
            target.resetRow(row);
        }
        restorePresence();
    }

    final void restorePresence() {
        BitWords.restore(presence, BitWords.count(ids), store.presence());
        store.presence().restored();
    }

    // --- of a file, which may have been written when the type was stored the other way

    /**
     * Makes this one of ids that do not have it, to be filled through {@link #segments}.
     *
     * @param rows as many as there are ids, one for each, or, one for each that has it
     */
    final void makeRows(int count, int rows) {
        ids = count;
        columns = ColumnImage.blank(held, rows);
        presence = new long[BitWords.count(count)];
    }

    /** Brings what was filled in, which fits together, to the form that the store has. */
    void settle() {
        if (rows() < ids) {
            int[] rowOfId = new int[ids];
            int row = 0;
            for (int id = 0; id < ids; id++) {
                rowOfId[id] = BitWords.get(presence, id) ? row++ : ColumnImage.BLANK;
            }
            columns = columns.arranged(held, rowOfId);
        }
    }

    /** The memory of all that it holds, in an order of its own that is always the same. */
    final List<MemorySegment> segments() {
        List<MemorySegment> segments = new ArrayList<>(columns.segments());
        segments.add(MemorySegment.ofArray(presence).asSlice(0, presenceBytes()));
        return segments;
    }

    private long presenceBytes() {
        return (long) BitWords.count(ids) * Long.BYTES;
    }

    /** How many ids have it. */
    final int owners() {
        int owners = 0;
        for (int i = BitWords.count(ids) - 1; i >= 0; i--) {
            owners += Long.bitCount(presence[i]);
        }
        return owners;
    }
}
