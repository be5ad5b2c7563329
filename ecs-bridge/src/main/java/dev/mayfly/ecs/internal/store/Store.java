package dev.mayfly.ecs.internal.store;

import com.artemis.Component;
import com.artemis.ComponentType;
import com.artemis.World;
import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.Field;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.columns.ColumnGuard;
import dev.mayfly.allocator.internal.columns.ColumnStore;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.internal.access.OwnedColumns;
import dev.mayfly.ecs.internal.access.TypeGuard;
import dev.mayfly.ecs.internal.entity.TakenIds;

import org.jspecify.annotations.Nullable;

/**
 * What one world has of a type of components in columns: the one instance that declares them, the
 * columns, and which entities have it.
 *
 * @param <T> the type
 */
public final class Store<T extends Component> {

    private final Class<T> type;
    private final Object instance;
    private final SoaBuffer columns;
    private final TypeGuard guard;
    private final TakenIds ids;
    private final Presence presence;
    private final AddingUndo undo;

    /** Null in standard. */
    private final @Nullable OwnedColumns owned;

    private @Nullable Runnable forgetting;

    Store(
            Class<T> type,
            Object instance,
            SoaBuffer columns,
            TypeGuard guard,
            @Nullable OwnedColumns owned,
            Presence presence,
            TakenIds ids,
            AddingUndo undo) {
        this.type = type;
        this.instance = instance;
        this.owned = owned;
        this.columns = columns;
        this.guard = guard;
        this.presence = presence;
        this.ids = ids;
        this.undo = undo;
    }

    /** The world that it belongs to. */
    public World world() {
        return undo.world();
    }

    /** The type of the component. */
    public Class<T> type() {
        return type;
    }

    /** Artemis' number of the type in this world. */
    public int typeIndex() {
        ComponentType known = world().getComponentManager().getTypeFactory().getTypeFor(type);
        return known.getIndex();
    }

    /** The one instance that has declared the columns. */
    public Object instance() {
        return instance;
    }

    /**
     * The field of the component that a column is of, which is that of the column, where the
     * component itself declares it.
     */
    Field fieldOf(Field column) {
        try {
            return type.isInstance(instance)
                    ? column
                    : ClassReflection.getDeclaredField(type, column.getName());
        } catch (ReflectionException e) {
            throw new ComponentTypeException(
                    type,
                    "has no field '"
                            + column.getName()
                            + "', of which it has a column; weave it"
                            + " anew",
                    e);
        }
    }

    /** Its columns, one row an entity id. */
    public SoaBuffer columns() {
        return columns;
    }

    /** Asked from checked on, before something is done to components of the type. */
    public TypeGuard guard() {
        return guard;
    }

    /** Stands before the columns from checked on; null in standard. */
    public @Nullable ColumnGuard rows() {
        return owned == null ? null : owned.rows();
    }

    /**
     * The columns are about to be written by whoever makes or ends a component, which is asked for
     * otherwise, until {@link #endWriting}.
     */
    public void beginWriting() {
        if (Safety.CHECKED && owned != null) {
            owned.rest();
        }
    }

    /** Whoever uses the columns is asked again. */
    public void endWriting() {
        if (Safety.CHECKED && owned != null) {
            owned.resume();
        }
    }

    /**
     * The component has columns of references as well.
     *
     * @param forgets lets go, at the end of a tick, of what entities have lost in it
     */
    public void holdObjects(Runnable forgets) {
        forgetting = forgets;
    }

    /** Whether it has columns of references. */
    public boolean holdsObjects() {
        return forgetting != null;
    }

    void forgetObjects() {
        if (forgetting != null) {
            forgetting.run();
        }
    }

    /** Which ids entities have. */
    public TakenIds ids() {
        return ids;
    }

    /** Which entities have it. */
    public Presence presence() {
        return presence;
    }

    /** Copies an entity's row over another one's, column by column. */
    public void copyRow(int from, int to) {
        ColumnStore rows = Insides.of(columns);
        for (int i = 0; i < rows.count(); i++) {
            Object column = rows.array(i);
            System.arraycopy(column, from, column, to, 1);
        }
    }

    /**
     * Makes the columns have a row for the entity; if they may not grow, takes back what the entity
     * was given by the same operation.
     */
    public void makeRow(int entityId) {
        try {
            presence.growFor(entityId);
        } catch (Throwable failure) {
            undo.undo(entityId, failure);
            throw failure;
        }
    }
}
