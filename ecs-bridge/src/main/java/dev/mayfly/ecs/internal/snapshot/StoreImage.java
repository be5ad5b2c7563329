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

/** What one store held: which entities have it, and its columns. */
final class StoreImage {

    private final Store<?> store;
    private final ColumnStore held;
    private ColumnImage columns;
    private long[] presence;

    /** An image of no rows. */
    StoreImage(Store<?> store) {
        this.store = store;
        held = Insides.of(store.columns());
        columns = ColumnImage.blank(held, 0);
        presence = new long[0];
    }

    /** Makes this one of rows that nobody has, to be filled through {@link #segments}. */
    void makeRows(int ids) {
        columns = ColumnImage.blank(held, ids);
        presence = new long[BitWords.count(ids)];
    }

    /** How many rows it has; none where the world met the type later. */
    int rows() {
        return columns.rows();
    }

    /** How many bytes a row takes. */
    long bytesOfRow() {
        return ColumnImage.blank(held, 1).bytes();
    }

    /** Bits of the ids that have it, as many words as there are rows for. */
    long[] presence() {
        return presence;
    }

    Class<?> type() {
        return store.type();
    }

    int typeIndex() {
        return store.typeIndex();
    }

    List<String> layout() {
        return held.layout();
    }

    void save(int ids) {
        columns.save(held, ids);
        presence = BitWords.save(store.presence(), presence, BitWords.count(ids));
    }

    /** Does what can fail of restoring. */
    void prepare() {
        store.columns().ensureRows(columns.rows());
        BitWords.ensureRoom(store.presence(), BitWords.count(columns.rows()));
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
        BitWords.restore(presence, BitWords.count(columns.rows()), store.presence());
        store.presence().restored();
    }

    /** The memory of all that it holds, in an order of its own that is always the same. */
    List<MemorySegment> segments() {
        List<MemorySegment> segments = new ArrayList<>(columns.segments());
        segments.add(MemorySegment.ofArray(presence).asSlice(0, presenceBytes()));
        return segments;
    }

    private long presenceBytes() {
        return (long) BitWords.count(columns.rows()) * Long.BYTES;
    }
}
