package dev.mayfly.ecs.internal.access;

import com.artemis.World;

import dev.mayfly.allocator.TypedBuffer;
import dev.mayfly.allocator.internal.columns.ColumnGuard;
import dev.mayfly.allocator.internal.columns.ColumnRules;
import dev.mayfly.allocator.internal.columns.ColumnStore;
import dev.mayfly.ecs.error.MissingComponentException;

/**
 * The columns of one type of components in one world, from checked on: who uses them has to declare
 * it, and a row is used for the entity that has the component.
 *
 * <p>Which entities do is said to {@link #rows}. What somebody has to declare follows from whose
 * turn it is: {@link Turns} tell when that changes, so that an access asks for nothing that a turn
 * has settled.
 */
public final class OwnedColumns implements ColumnRules {

    private final TypeGuard guard;
    private final World world;
    private final ColumnStore columns;
    private final String advice;
    private final ColumnGuard rows = new ColumnGuard(this);

    /**
     * Stands before these columns from now on.
     *
     * @param advice what to do about a row that nobody has, as a sentence
     */
    public OwnedColumns(TypeGuard guard, World world, ColumnStore columns, String advice) {
        this.guard = guard;
        this.world = world;
        this.columns = columns;
        this.advice = advice;
        columns.guard(rows);
        guard.turns().tell(this);
    }

    /** Whose the rows are. */
    public ColumnGuard rows() {
        return rows;
    }

    /** Another turn is on. */
    void turn(Turns turns) {
        rows.ask(turns.asksReaders(), turns.asksWritersOf(guard.type()));
    }

    /** Nobody is asked for a declaration, until {@link #resume}. */
    public void rest() {
        rows.ask(false, false);
    }

    /** Whoever has to be asked is asked again. */
    public void resume() {
        turn(guard.turns());
    }

    @Override
    public void beforeReadOf(Object column) {
        guard.beforeRead(column);
    }

    @Override
    public void beforeWriteTo(Object column) {
        guard.beforeWrite(column);
    }

    @Override
    public void beforeUseOf(Object column, int row, boolean writing) {
        throw new MissingComponentException(
                nameOf(column) + (writing ? " was written" : " was read"),
                row,
                guard.type().getSimpleName(),
                rows.isLost(row)
                        ? "It has lost it in this tick, so its values may be read to the end of the"
                                + " tick, and no more be written."
                        : Standing.of(world, row),
                advice);
    }

    /** A column of references is none of the store's, and says itself what it is called. */
    private String nameOf(Object column) {
        return column instanceof TypedBuffer ? columns.nameOf(column) : column.toString();
    }
}
