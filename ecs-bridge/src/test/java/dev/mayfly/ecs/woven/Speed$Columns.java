package dev.mayfly.ecs.woven;

import dev.mayfly.allocator.Floats;

/** As the weaver makes it. */
public final class Speed$Columns extends WovenColumns<Speed> {
    public final Floats x = floats();
    public final Floats y = floats();

    @Override
    public Speed view(int row, int life) {
        return new Speed(this, row, life);
    }

    @Override
    public void store(int row, Speed from) {
        x.set(row, from.x$own);
        y.set(row, from.y$own);
    }

    @Override
    public void load(int row, Speed into) {
        into.x$own = x.get(row);
        into.y$own = y.get(row);
    }

    @Override
    public WovenMapper<Speed> newMapper() {
        return new Speed$Mapper(this);
    }
}
