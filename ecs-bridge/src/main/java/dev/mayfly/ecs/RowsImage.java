package dev.mayfly.ecs;

import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.columns.ColumnImage;
import dev.mayfly.allocator.internal.columns.ColumnStore;
import dev.mayfly.ecs.error.SnapshotSchemaException;
import dev.mayfly.ecs.internal.file.BoundedInput;
import dev.mayfly.ecs.internal.file.Texts;

import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** The rows of a {@link FrameComponent} that entities had. */
final class RowsImage extends TableImage {

    private final FrameComponent component;
    private final Class<?> type;
    private final ColumnStore store;
    private ColumnImage rows = new ColumnImage();

    /** An image of nothing. */
    RowsImage(FrameComponent component) {
        super(component);
        this.component = component;
        type = component.getClass();
        store = Insides.of(component.columns());
    }

    @Override
    void saveValues(int[] owners, int slots) {
        if (slots > 0) {
            rows.gather(store, owners, slots);
        }
    }

    @Override
    void prepareValues(int[] owners, int slots, int times) {
        for (int slot = 0; slot < slots; slot++) {
            if (owners[slot] >= store.rows()) {
                component.growFor(owners[slot]);
            }
        }
    }

    @Override
    void restoreValues(int[] owners, int slots) {
        if (slots > 0) {
            rows.scatter(store, owners);
        }
    }

    @Override
    void writeValues(DataOutputStream out, int slots) throws IOException {
        Texts.writeAll(out, store.layout());
        if (slots > 0) {
            for (MemorySegment column : rows.segments()) {
                out.write(column.toArray(ValueLayout.JAVA_BYTE));
            }
        }
    }

    @Override
    void readValues(BoundedInput in, int slots) {
        List<String> layout = in.getTexts();
        if (!layout.equals(store.layout())) {
            throw new SnapshotSchemaException(
                    type.getName()
                            + " has the columns "
                            + layout
                            + " in the snapshot and "
                            + store.layout()
                            + " in the world.");
        }
        in.require(slots * ColumnImage.blank(store, 1).bytes());
        rows = ColumnImage.blank(store, slots);
        rows.segments().forEach(in::get);
    }
}
