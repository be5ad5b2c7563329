package dev.mayfly.ecs.internal.store;

import com.artemis.Component;
import com.artemis.ComponentType;
import com.artemis.World;

import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.columns.ColumnStore;
import dev.mayfly.ecs.internal.access.TypeGuard;
import dev.mayfly.ecs.internal.entity.TakenIds;

/**
 * What one world has of a type of components in columns: the one instance, its columns, and which
 * entities have it.
 *
 * @param <T> the type
 */
public final class Store<T extends Component> {

    private final Class<T> type;
    private final T component;
    private final SoaBuffer columns;
    private final TypeGuard guard;
    private final TakenIds ids;
    private final Presence presence;
    private final AddingUndo undo;

    Store(
            Class<T> type,
            T component,
            SoaBuffer columns,
            TypeGuard guard,
            Presence presence,
            TakenIds ids,
            AddingUndo undo) {
        this.type = type;
        this.component = component;
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

    /** The instance that stands for the component of each entity that has it. */
    public T component() {
        return component;
    }

    /** Its columns, one row an entity id, or, if they are packed, one an entity that has it. */
    public SoaBuffer columns() {
        return columns;
    }

    /** Asked from checked on, before something is done to components of the type. */
    public TypeGuard guard() {
        return guard;
    }

    /** Which ids entities have. */
    public TakenIds ids() {
        return ids;
    }

    /** Which entities have it. */
    public Presence presence() {
        return presence;
    }

    /** Puts an entity's row back to the initial value in every column. */
    public void resetRow(int entityId) {
        columns.resetRow(presence.rowOf(entityId));
    }

    /** Copies an entity's row over another one's, column by column. */
    public void copyRow(int from, int to) {
        ColumnStore rows = Insides.of(columns);
        for (int i = 0; i < rows.count(); i++) {
            Object column = rows.array(i);
            System.arraycopy(column, presence.rowOf(from), column, presence.rowOf(to), 1);
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
