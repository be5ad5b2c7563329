package dev.mayfly.ecs.woven;

import org.jspecify.annotations.Nullable;

/** As the weaver makes it. */
public final class Crew$Mapper extends WovenMapper<Crew> {
    private final Crew$Columns columns;

    public Crew$Mapper(Crew$Columns columns) {
        super(Crew.class, columns);
        this.columns = columns;
    }

    @Override
    public @Nullable Crew get(int e) {
        return present(e) ? new Crew(columns, e, columns.life(e)) : null;
    }

    @Override
    public Crew view(int e) {
        return new Crew(columns, e, columns.life(e));
    }
}
