package dev.mayfly.ecs;

import dev.mayfly.allocator.ColumnImage;
import dev.mayfly.allocator.ColumnSet;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A copy of one SoA component: which entities have it, and its columns. */
final class StoreImage {

    private final SoaMapper<?> mapper;
    private final ColumnImage columns;
    private long[] presence;

    /** An image of nothing. */
    StoreImage(SoaMapper<?> mapper) {
        this(mapper, 0);
    }

    /** An image of rows that nobody has, to be filled through {@link #segments}. */
    StoreImage(SoaMapper<?> mapper, int ids) {
        this.mapper = mapper;
        columns = mapper.store().columns().blankImage(ids);
        presence = new long[BitWords.count(ids)];
    }

    Class<?> type() {
        return mapper.getType().getType();
    }

    int typeIndex() {
        return mapper.getType().getIndex();
    }

    List<String> layout() {
        return mapper.store().columns().layout();
    }

    void save(int ids) {
        mapper.store().columns().save(columns, ids);
        presence = BitWords.save(mapper.presence(), presence, BitWords.count(ids));
    }

    /**
     * Brings the store back to this. Rows behind it, up to {@code used}, get their initial values:
     * they belong to ids that have not been handed out yet, and so were never written.
     */
    void restore(int used) {
        ColumnSet target = mapper.store().columns();
        target.restore(columns);
        for (int row = columns.rows(); row < used; row++) {
            target.resetRow(row);
        }
        BitWords.restore(presence, BitWords.count(columns.rows()), mapper.presence());
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
