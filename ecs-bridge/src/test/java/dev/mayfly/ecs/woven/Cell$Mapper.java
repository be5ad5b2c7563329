package dev.mayfly.ecs.woven;

import org.jspecify.annotations.Nullable;

/** As the weaver makes it. */
public final class Cell$Mapper extends WovenMapper<Cell> {
    private final Cell$Columns columns;

    public Cell$Mapper(Cell$Columns columns) {
        super(Cell.class, columns);
        this.columns = columns;
    }

    @Override
    public @Nullable Cell get(int e) {
        return present(e) ? new Cell(columns, e, columns.life(e)) : null;
    }

    @Override
    public Cell view(int e) {
        return new Cell(columns, e, columns.life(e));
    }
}
