package dev.mayfly.ecs.woven;

import com.artemis.Component;

import org.jspecify.annotations.Nullable;

/** {@code public float x = 1, y;} as the weaver makes it. */
@SuppressWarnings("NullAway") // as generated code is
public class Speed extends Component implements WovenComponent {
    private final ReflectionGuard $guard = ReflectionGuard.GUARD;
    transient float x$own;
    transient float y$own;
    public boolean x; // a decoy
    public boolean y; // a decoy
    private transient @Nullable Speed$Columns $columns;
    private transient int $row;
    private transient int $life;

    public Speed() {
        x$own = 1;
    }

    public Speed(float x, float y) {
        this();
        x$set(x);
        y$set(y);
    }

    Speed(Speed$Columns columns, int row, int life) {
        $columns = columns;
        $row = row;
        $life = life;
    }

    public Speed scale(float by) {
        x$set(x$get() * by);
        y$set(y$get() * by);
        return this;
    }

    public final float x$get() {
        return $columns == null ? x$own : $columns.x.get($columns.row($row, $life));
    }

    public final void x$set(float value) {
        if ($columns == null) {
            x$own = value;
        } else {
            $columns.x.set($columns.row($row, $life), value);
        }
    }

    public final float y$get() {
        return $columns == null ? y$own : $columns.y.get($columns.row($row, $life));
    }

    public final void y$set(float value) {
        if ($columns == null) {
            y$own = value;
        } else {
            $columns.y.set($columns.row($row, $life), value);
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
        $columns = (Speed$Columns) columns;
        $row = row;
        $life = life;
    }
}
