package dev.mayfly.ecs.internal.access;

import com.artemis.World;

import dev.mayfly.allocator.TypedBuffer;
import dev.mayfly.allocator.internal.columns.ColumnStore;
import dev.mayfly.allocator.internal.columns.PackedRows;
import dev.mayfly.ecs.error.MissingComponentException;

/** What is thrown where a column is used for an entity that does not have the component. */
public final class MissingRows implements PackedRows.Refusals {

    private static final String ON_RANGES =
            "Go through the entities that have the component, and use get and set; or take @Sparse"
                    + " from the type.";

    private final Class<?> type;
    private final World world;
    private final ColumnStore columns;
    private final String advice;

    /**
     * Of the columns of a type in this world.
     *
     * @param advice what to do about a row that nobody has, as a sentence
     */
    public MissingRows(Class<?> type, World world, ColumnStore columns, String advice) {
        this.type = type;
        this.world = world;
        this.columns = columns;
        this.advice = advice;
    }

    @Override
    public RuntimeException noRow(Object column, int id, boolean writing) {
        return noRow(column, id, writing, Standing.of(world, id));
    }

    /**
     * The same.
     *
     * @param standing what the entity is and has, as a sentence
     */
    RuntimeException noRow(Object column, int id, boolean writing, String standing) {
        return new MissingComponentException(
                nameOf(column) + (writing ? " was written" : " was read"),
                id,
                type.getSimpleName(),
                standing,
                advice);
    }

    /** A column of references is none of the store's, and says itself what it is called. */
    private String nameOf(Object column) {
        return column instanceof TypedBuffer ? columns.nameOf(column) : column.toString();
    }

    @Override
    public String adviceOnRanges() {
        return ON_RANGES;
    }
}
