package dev.mayfly.ecs.woven;

import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.EntityTransmuter;
import com.artemis.EntityTransmuterFactory;
import com.artemis.World;
import com.artemis.utils.reflect.ClassReflection;
import com.artemis.utils.reflect.ReflectionException;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.ComponentTypeException;
import dev.mayfly.ecs.error.DeadEntityException;
import dev.mayfly.ecs.error.SharedComponentException;
import dev.mayfly.ecs.internal.access.TypeGuard;
import dev.mayfly.ecs.internal.entity.TakenIds;
import dev.mayfly.ecs.internal.store.Presence;
import dev.mayfly.ecs.internal.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * The mapper of a woven component type: the weaver makes a class that extends this, so that each
 * type has methods of its own, and these a profile of their own.
 *
 * <p>Behaves as Artemis' own, whose code makes and ends components here too, with one difference:
 * {@link #create} on an entity that was deleted in this tick adds nothing, where the stock mapper
 * leaks the component onto the next entity of that id.
 *
 * @param <T> the type
 */
@SuppressWarnings("this-escape") // to its bag, which calls it when it is used
public abstract class WovenMapper<T extends Component> extends ComponentMapper<T> {

    private static final int NONE = -1;

    private final WovenColumns<T> columns;
    private final Store<?> parts;
    private final TypeGuard guard;
    private final Presence presence;
    private final EntityTransmuter adder;
    private final RowBag<T> rows;
    private final boolean delaysRemoval;

    /** From checked on: whether Artemis' own code asks, of ids that may be on their way out. */
    private boolean isWithin;

    /** What was made last. */
    private @Nullable T made;

    /** To which entity {@link #create} has given a component last; none if it had one. */
    private int created = NONE;

    /**
     * A mapper for columns, which the world's plugin has made.
     *
     * @param type whose columns they are
     */
    protected WovenMapper(Class<T> type, WovenColumns<T> columns) {
        Store<?> parts = columns.parts();
        World world = parts.world();
        super(type, world);
        this.columns = columns;
        this.parts = parts;
        guard = parts.guard();
        presence = parts.presence();
        columns.join(presence);
        world.getEntityManager().registerEntityStore(presence);
        adder = new EntityTransmuterFactory(world).add(type).build();
        rows = new RowBag<>(type, columns);
        delaysRemoval = rows.replaceThatOf(this);
    }

    /** A view of an entity's row, whether or not it has the component. */
    public abstract T view(int entityId);

    /**
     * A view of an entity's row; null if it does not have the component.
     *
     * @throws DeadEntityException if no entity has had this id yet; from checked on also if none
     *     has it now
     */
    @Override
    public abstract @Nullable T get(int entityId);

    /** For {@link #get}: whether there is a component to be seen, maybe for its last moments. */
    protected final boolean present(int entityId) {
        if (Safety.CHECKED && !isWithin) {
            parts.ids().require(entityId, "its ", parts.type(), " was asked for");
        }
        return isPresent(entityId);
    }

    /** For {@link #get} and {@link #view} where an entity's component is one object: that. */
    protected final @Nullable T canonical(int entityId) {
        return present(entityId) ? rows.get(entityId) : null;
    }

    private boolean isPresent(int entityId) {
        try {
            return presence.unsafeGet(entityId);
        } catch (ArrayIndexOutOfBoundsException outside) {
            throw TakenIds.noEntity(entityId, "its ", parts.type(), " was asked for");
        }
    }

    /**
     * Whether the entity has the component.
     *
     * @throws DeadEntityException if no entity has had this id yet; one that is gone has nothing
     */
    @Override
    public final boolean has(int entityId) {
        return isPresent(entityId) && (!delaysRemoval || !isLeaving(entityId));
    }

    private boolean isLeaving(int entityId) {
        boolean outer = isWithin;
        isWithin = true;
        try {
            return !super.has(entityId);
        } finally {
            isWithin = outer;
        }
    }

    /**
     * Gives the entity the component, as its constructor or {@code reset()} leaves it; an entity
     * that has it keeps its values. An entity that was deleted in this tick gets none.
     *
     * @return the component, attached; detached if the entity was deleted in this tick
     * @throws DeadEntityException if no entity has had this id yet; from checked on also if none
     *     has it now
     * @throws dev.mayfly.allocator.error.LimitExceededException if the columns have no row for it
     *     yet and the plugin's group has no room for one; the entity is as it was
     */
    @Override
    public final T create(int entityId) {
        if (Safety.CHECKED) {
            guard.beforeWrite("created a");
            parts.ids().require(entityId, "it was to be given a ", parts.type(), "");
        }
        created = NONE;
        if (has(entityId)) {
            return Objects.requireNonNull(get(entityId));
        }
        made = null;
        adder.transmute(entityId);
        T gained = made;
        made = null;
        if (gained == null) {
            return detached();
        }
        created = entityId;
        return gained;
    }

    /**
     * Called by archetypes and transmuters, which add one component after the other.
     *
     * @throws dev.mayfly.allocator.error.LimitExceededException as for {@link #create}; what was
     *     added before this one is taken back, and an entity that was being made is deleted
     */
    @Override
    public final T internalCreate(int entityId) {
        if (!presence.hasRow(entityId)) {
            parts.makeRow(entityId);
        }
        boolean outer = isWithin;
        isWithin = true;
        try {
            T gained = super.internalCreate(entityId);
            made = gained;
            return gained;
        } finally {
            isWithin = outer;
        }
    }

    private T detached() {
        Class<T> type = rows.type();
        try {
            return ClassReflection.newInstance(type);
        } catch (ReflectionException e) {
            throw new ComponentTypeException(
                    type, "cannot be instantiated; give it a public constructor", e);
        }
    }

    /**
     * Gives the entity this very component: its values go into the entity's row, and it is a view
     * of that from now on. One that an entity has had and lost may be given to another.
     *
     * @throws SharedComponentException if it is the component of another entity
     */
    final void add(int entityId, T component) {
        WovenComponent own = (WovenComponent) component;
        WovenColumns<?> its = own.columns$();
        if (its != null && its.has(own)) {
            if (isOf(own, entityId)) {
                return;
            }
            throw new SharedComponentException(parts.type(), own.row$(), entityId);
        }
        create(entityId);
        if (isPresent(entityId)) {
            rows.unsafeSet(entityId, component);
        }
    }

    @SuppressWarnings("ReferenceEquality") // those of another world are as equal as can be
    private boolean isOf(WovenComponent view, int entityId) {
        return view.columns$() == columns && view.row$() == entityId && has(entityId);
    }

    /**
     * Takes the component from the entity, if it has it; the row keeps its values to the end of the
     * tick.
     *
     * @throws DeadEntityException if no entity has had this id yet; from checked on also if none
     *     has it now
     */
    @Override
    public final void remove(int entityId) {
        if (Safety.CHECKED) {
            guard.beforeWrite("removed a");
            parts.ids().require(entityId, "its ", parts.type(), " was to be removed");
        }
        if (isPresent(entityId)) {
            super.remove(entityId);
        }
    }

    @Override
    protected final void internalRemove(int entityId) {
        boolean outer = isWithin;
        isWithin = true;
        try {
            super.internalRemove(entityId);
        } finally {
            isWithin = outer;
        }
    }

    /** Undoes what {@code EntityEdit.add} has done before it is found to be unwoven code's. */
    void undoCreate() {
        if (created != NONE) {
            int given = created;
            created = NONE;
            remove(given);
        }
    }

    /** The columns of the type. */
    public final WovenColumns<T> columns() {
        return columns;
    }

    RowBag<T> rows() {
        return rows;
    }

    Losses losses() {
        return columns.losses();
    }
}
