package dev.mayfly.ecs.woven;

import dev.mayfly.allocator.Ints;

/** As the weaver makes it. */
public final class Cell$Columns extends WovenColumns<Cell> {
    public final Ints size = ints();
    public final Ints kept = ints();

    @Override
    public Cell view(int row, int life) {
        return new Cell(this, row, life);
    }

    @Override
    public void store(int row, Cell from) {
        size.set(row, from.size$own);
        kept.set(row, from.kept$own);
    }

    @Override
    public void load(int row, Cell into) {
        into.size$own = size.get(row);
        into.kept$own = kept.get(row);
    }

    @Override
    public WovenMapper<Cell> newMapper() {
        return new Cell$Mapper(this);
    }
}
