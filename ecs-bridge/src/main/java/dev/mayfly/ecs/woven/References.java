package dev.mayfly.ecs.woven;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.columns.ColumnGuard;
import dev.mayfly.ecs.internal.store.ObjectColumn;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * A column of references to objects, on the heap and outside of every budget: for the fields of a
 * woven component that are no primitives. It grows as rows are written.
 */
public final class References implements ObjectColumn {

    private static final int LEAST = 16;

    private final String type;
    private @Nullable Object[] values = {};
    private final String name;

    /** Null in standard. */
    private @Nullable ColumnGuard guard;

    References(String type, String name) {
        this.type = type;
        this.name = name;
    }

    void guard(@Nullable ColumnGuard asked) {
        guard = asked;
    }

    /**
     * What the row holds; null if nothing was written to it.
     *
     * @throws dev.mayfly.ecs.error.MissingComponentException from checked on, if it is nobody's
     */
    @Override
    public @Nullable Object get(int row) {
        if (Safety.CHECKED && guard != null) {
            guard.beforeReadById(this, row);
        }
        @Nullable Object[] all = values;
        return row < all.length ? all[row] : null;
    }

    /**
     * Overwrites what the row holds.
     *
     * @throws dev.mayfly.ecs.error.MissingComponentException from checked on, if it is nobody's
     */
    @Override
    public void set(int row, @Nullable Object value) {
        if (Safety.CHECKED && guard != null) {
            guard.beforeWriteById(this, row);
        }
        if (row >= values.length) {
            grow(row);
        }
        values[row] = value;
    }

    private void grow(int row) {
        values = Arrays.copyOf(values, Math.max(Math.max(LEAST, row + 1), 2 * values.length));
    }

    /** Lets go of what the row holds, whoever has it. */
    void clear(int row) {
        if (row < values.length) {
            values[row] = null;
        }
    }

    @Override
    public String toString() {
        return "column " + type + "." + name;
    }
}
