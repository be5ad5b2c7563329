package dev.mayfly.ecs.woven;

import org.jspecify.annotations.Nullable;

/** As the weaver makes it. */
public final class Speed$Mapper extends WovenMapper<Speed> {
    private final Speed$Columns columns;

    public Speed$Mapper(Speed$Columns columns) {
        super(Speed.class, columns);
        this.columns = columns;
    }

    @Override
    public @Nullable Speed get(int e) {
        return present(e) ? new Speed(columns, e, columns.life(e)) : null;
    }

    @Override
    public Speed view(int e) {
        return new Speed(columns, e, columns.life(e));
    }
}
