package dev.mayfly.ecs.woven;

import com.artemis.PooledComponent;

import org.jspecify.annotations.Nullable;

/** A pooled component as the weaver makes it. */
@SuppressWarnings("NullAway") // as generated code is
public class Cell extends PooledComponent implements WovenComponent {
    private final ReflectionGuard $guard = ReflectionGuard.GUARD;
    transient int size$own;
    transient int kept$own;
    public boolean size; // a decoy
    public boolean kept; // a decoy
    private transient @Nullable Cell$Columns $columns;
    private transient int $row;
    private transient int $life;

    public Cell() {
        size$own = 3;
        kept$own = 4;
    }

    Cell(Cell$Columns columns, int row, int life) {
        $columns = columns;
        $row = row;
        $life = life;
    }

    /** Leaves {@code kept}, as a reset should not. */
    @Override
    protected void reset() {
        size$set(0);
    }

    public final int size$get() {
        return $columns == null ? size$own : $columns.size.get($columns.row($row, $life));
    }

    public final void size$set(int value) {
        if ($columns == null) {
            size$own = value;
        } else {
            $columns.size.set($columns.row($row, $life), value);
        }
    }

    public final int kept$get() {
        return $columns == null ? kept$own : $columns.kept.get($columns.row($row, $life));
    }

    public final void kept$set(int value) {
        if ($columns == null) {
            kept$own = value;
        } else {
            $columns.kept.set($columns.row($row, $life), value);
        }
    }

    @Override
    public final @Nullable WovenColumns<?> columns$() {
        return $columns;
    }

    @Override
    public final int row$() {
        return $row;
    }

    @Override
    public final int life$() {
        return $life;
    }

    @Override
    public final void attach$(@Nullable WovenColumns<?> columns, int row, int life) {
        $columns = (Cell$Columns) columns;
        $row = row;
        $life = life;
    }
}
