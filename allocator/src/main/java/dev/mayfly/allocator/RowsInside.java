package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.Face;
import dev.mayfly.allocator.internal.FieldNames;
import dev.mayfly.allocator.internal.columns.ColumnGuard;
import dev.mayfly.allocator.internal.columns.ColumnOwner;
import dev.mayfly.allocator.internal.columns.ColumnOwners;
import dev.mayfly.allocator.internal.columns.ColumnStore;
import dev.mayfly.allocator.internal.columns.PackedRows;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;

/** What is behind a {@link SoaBuffer}: its columns, and what messages call them. */
final class RowsInside extends BufferOrigin implements ColumnStore {

    final Columns columns = new Columns(this);
    final RowsLife life;

    /** The names that columns were given; null for none. */
    private @Nullable IdentityHashMap<BufferHandle, String> names;

    private @Nullable ColumnOwner owner;

    RowsInside(@Nullable String name) {
        life = new RowsLife(name);
    }

    // --- for messages

    @Override
    String describe(BufferHandle column) {
        return "column " + life.title() + "." + nameOf(column);
    }

    @Override
    String explainExpiry(BufferHandle column) {
        return life.explainEnd();
    }

    @Override
    public void explainEnd(String how) {
        life.explainEnd(how);
    }

    @Override
    String explainEmpty(BufferHandle column) {
        return " There are no rows; call addRow() or ensureRows() first.";
    }

    @Override
    String explainIndex(int index) {
        return owner == null ? "" : owner.explainIndex(index);
    }

    /** Calls a column so from now on. */
    void name(BufferHandle column, String columnName) {
        if (columns.indexOf(column) < 0) {
            throw new IllegalArgumentException(
                    column
                            + " is not a column of "
                            + life.title()
                            + "; name it in the buffer that it is of.");
        }
        if (names == null) {
            names = new IdentityHashMap<>();
        }
        names.put(column, columnName);
    }

    /** The name that it was given, or that of the buffer's field, or its number. */
    private String nameOf(BufferHandle column) {
        String given = names == null ? null : names.get(column);
        if (given != null) {
            return given;
        }
        String field = FieldNames.holding(column, life.buffer(), Face.class);
        return field != null ? field : "column" + columns.indexOf(column);
    }

    // --- what the bridge sees

    @Override
    public void guard(ColumnGuard asked) {
        for (int i = 0; i < columns.count(); i++) {
            columns.at(i).guard = asked;
        }
    }

    @Override
    public PackedRows pack(PackedRows.Refusals rules) {
        PackedRows rows = new PackedRows(((SoaBuffer) life.buffer())::addRow, rules);
        columns.packed = rows;
        return rows;
    }

    @Override
    public @Nullable PackedRows packed() {
        return columns.packed;
    }

    @Override
    public Object column(int number) {
        return columns.at(number);
    }

    @Override
    public String nameOf(Object column) {
        return describe((BufferHandle) column);
    }

    @Override
    public void belongTo(ColumnOwner whose) {
        owner = whose;
        for (int i = 0; i < columns.count(); i++) {
            ColumnOwners.join(columns.at(i), whose);
        }
    }

    @Override
    public boolean isExposed() {
        for (int i = 0; i < columns.count(); i++) {
            if (columns.at(i).exposure != null) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int rows() {
        life.requireLive();
        return columns.length();
    }

    @Override
    public int count() {
        return columns.count();
    }

    @Override
    public Object array(int column) {
        Object array = columns.at(column).storage();
        if (array == null) {
            throw new IllegalStateException(
                    columns.at(column)
                            + " is in native memory and has no array; use a column on the heap.");
        }
        return array;
    }

    @Override
    public List<String> layout() {
        return IntStream.range(0, columns.count())
                .mapToObj(i -> array(i).getClass().getComponentType() + " " + nameOf(columns.at(i)))
                .toList();
    }

    @Override
    public String toString() {
        return life.buffer().toString();
    }
}
