package dev.mayfly.ecs.internal.access;

import dev.mayfly.allocator.internal.columns.ColumnImage;
import dev.mayfly.allocator.internal.columns.ColumnStore;
import dev.mayfly.ecs.error.UndeclaredWriteException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** The columns of one store as they were before a turn. */
final class ColumnsCopy {

    private final Class<?> type;
    private final ColumnStore columns;
    private final ColumnImage before = new ColumnImage();
    private final ColumnImage after = new ColumnImage();

    ColumnsCopy(StoredColumns stored) {
        type = stored.type();
        columns = stored.columns();
    }

    void take() {
        before.save(columns, columns.rows());
    }

    /**
     * Throws if an element is not what it was; rows that were added are new and hold no promise.
     */
    void compare(Authors authors) {
        after.save(columns, before.rows());
        List<MemorySegment> was = before.segments();
        List<MemorySegment> is = after.segments();
        for (int i = 0; i < was.size(); i++) {
            long at = was.get(i).mismatch(is.get(i));
            if (at >= 0) {
                throw changed(authors, columns.layout().get(i), at, was.get(i), is.get(i));
            }
        }
    }

    private UndeclaredWriteException changed(
            Authors authors, String column, long at, MemorySegment was, MemorySegment is) {
        int space = column.indexOf(' ');
        String elements = column.substring(0, space);
        int row = (int) (at / (was.byteSize() / before.rows()));
        return authors.changed(
                type,
                "changed "
                        + type.getSimpleName()
                        + "."
                        + column.substring(space + 1)
                        + " of entity "
                        + row
                        + " from "
                        + element(elements, was, row)
                        + " to "
                        + element(elements, is, row));
    }

    private static Object element(String type, MemorySegment of, int row) {
        return switch (type) {
            case "float" -> of.getAtIndex(ValueLayout.JAVA_FLOAT, row);
            case "int" -> of.getAtIndex(ValueLayout.JAVA_INT, row);
            case "long" -> of.getAtIndex(ValueLayout.JAVA_LONG, row);
            case "double" -> of.getAtIndex(ValueLayout.JAVA_DOUBLE, row);
            case "short" -> of.getAtIndex(ValueLayout.JAVA_SHORT, row);
            case "byte" -> of.get(ValueLayout.JAVA_BYTE, row);
            default -> throw new IllegalStateException("No column type: " + type);
        };
    }
}
