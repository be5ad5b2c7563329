package dev.mayfly.ecs.woven;

import com.artemis.Component;
import com.artemis.annotations.EntityId;
import com.artemis.utils.IntBag;

import org.jspecify.annotations.Nullable;

/** Fields of other types: as the weaver makes it. */
@SuppressWarnings("NullAway") // as generated code is
public class Crew extends Component implements WovenComponent {
    private final ReflectionGuard $guard = ReflectionGuard.GUARD;
    transient int ship$own;
    transient String name$own;
    transient IntBag mates$own;
    transient boolean ready$own;
    transient char rank$own;
    @EntityId public boolean ship; // a decoy
    public boolean name; // a decoy
    @EntityId public boolean mates; // a decoy
    public byte ready; // a decoy
    public boolean rank; // a decoy
    private transient @Nullable Crew$Columns $columns;
    private transient int $row;
    private transient int $life;

    public Crew() {
        ship$own = -1;
        mates$own = new IntBag();
        rank$own = 'x';
    }

    Crew(Crew$Columns columns, int row, int life) {
        $columns = columns;
        $row = row;
        $life = life;
    }

    public final int ship$get() {
        return $columns == null ? ship$own : $columns.ship.get($columns.row($row, $life));
    }

    public final void ship$set(int value) {
        if ($columns == null) {
            ship$own = value;
        } else {
            $columns.ship.set($columns.row($row, $life), value);
        }
    }

    public final String name$get() {
        return $columns == null ? name$own : (String) $columns.name.get($columns.row($row, $life));
    }

    public final void name$set(String value) {
        if ($columns == null) {
            name$own = value;
        } else {
            $columns.name.set($columns.row($row, $life), value);
        }
    }

    public final IntBag mates$get() {
        return $columns == null
                ? mates$own
                : (IntBag) $columns.mates.get($columns.row($row, $life));
    }

    public final void mates$set(IntBag value) {
        if ($columns == null) {
            mates$own = value;
        } else {
            $columns.mates.set($columns.row($row, $life), value);
        }
    }

    public final boolean ready$get() {
        return $columns == null ? ready$own : $columns.ready.get($columns.row($row, $life)) != 0;
    }

    public final void ready$set(boolean value) {
        if ($columns == null) {
            ready$own = value;
        } else {
            $columns.ready.set($columns.row($row, $life), (byte) (value ? 1 : 0));
        }
    }

    public final char rank$get() {
        return $columns == null ? rank$own : (char) $columns.rank.get($columns.row($row, $life));
    }

    public final void rank$set(char value) {
        if ($columns == null) {
            rank$own = value;
        } else {
            $columns.rank.set($columns.row($row, $life), (short) value);
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
        $columns = (Crew$Columns) columns;
        $row = row;
        $life = life;
    }
}
