package dev.mayfly.ecs;

import com.artemis.ComponentMapper;
import com.artemis.EntityTransmuter;
import com.artemis.EntityTransmuterFactory;
import com.artemis.World;

import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.DeadEntityException;
import dev.mayfly.ecs.internal.access.TypeGuard;
import dev.mayfly.ecs.internal.entity.TakenIds;
import dev.mayfly.ecs.internal.store.Presence;
import dev.mayfly.ecs.internal.store.Store;

import org.jspecify.annotations.Nullable;

/**
 * The mapper of a {@link SoaComponent} type: the component of every entity that has it is the
 * store. Injected like any {@code ComponentMapper}, under either type.
 *
 * <p>Behaves as Artemis' own mapper with two differences. After {@link #remove} {@link #get}
 * answers null even if removal is delayed: read removed values through the store. And {@link
 * #create} on an entity that was deleted in this tick adds nothing, where the stock mapper leaks
 * the component onto the next entity of that id.
 *
 * <p>Belongs to its world; not for concurrent use. No call allocates.
 *
 * @param <T> the component type
 */
public final class SoaMapper<T extends SoaComponent> extends ComponentMapper<T> {

    private final T store;
    private final Store<T> parts;
    private final TypeGuard guard;
    private final Presence presence;
    private final EntityTransmuter adder;
    private final EntityTransmuter remover;

    SoaMapper(Store<T> parts) {
        World world = parts.world();
        super(parts.type(), world);
        this.parts = parts;
        store = parts.type().cast(parts.instance());
        guard = parts.guard();
        presence = parts.presence();
        world.getEntityManager().registerEntityStore(presence);
        adder = new EntityTransmuterFactory(world).add(parts.type()).build();
        remover = new EntityTransmuterFactory(world).remove(parts.type()).build();
    }

    /** The mapper for a store, which is told so. */
    static SoaMapper<?> of(Store<?> parts) {
        SoaComponent store = (SoaComponent) parts.instance();
        SoaMapper<?> mapper = ofComponent(parts);
        store.mapper(mapper);
        return mapper;
    }

    @SuppressWarnings("unchecked") // what is stored is of a type that extends SoaComponent
    private static <T extends SoaComponent> SoaMapper<T> ofComponent(Store<?> parts) {
        return new SoaMapper<>((Store<T>) parts);
    }

    /** The store of this mapper's world, whichever entities have the component. */
    public T store() {
        return store;
    }

    /** What is behind it. */
    Store<T> parts() {
        return parts;
    }

    /**
     * The store if the entity has the component, else null.
     *
     * @throws DeadEntityException if no entity has had this id yet; from checked on also if none
     *     has it now
     */
    @Override
    public @Nullable T get(int entityId) {
        if (Safety.CHECKED) {
            parts.ids().require(entityId, "its ", parts.type(), " was asked for");
        }
        return isPresent(entityId) ? store : null;
    }

    /**
     * Whether the entity has the component.
     *
     * @throws DeadEntityException if no entity has had this id yet; one that is gone has nothing
     */
    @Override
    public boolean has(int entityId) {
        return isPresent(entityId);
    }

    private boolean isPresent(int entityId) {
        try {
            return presence.unsafeGet(entityId);
        } catch (ArrayIndexOutOfBoundsException outside) {
            throw TakenIds.noEntity(entityId, "its ", parts.type(), " was asked for");
        }
    }

    /**
     * Gives the entity the component, with the columns' initial values in its row; an entity that
     * has it keeps its values. Does nothing if the entity was deleted in this tick.
     *
     * @return the store
     * @throws DeadEntityException if no entity has had this id yet; from checked on also if none
     *     has it now
     * @throws LimitExceededException if the columns have no row for it yet and the plugin's {@link
     *     MayflyPlugin#group group} has no room for one; the entity is as it was
     */
    @Override
    public T create(int entityId) {
        if (Safety.CHECKED) {
            guard.beforeWrite("created a");
            parts.ids().require(entityId, "it was to be given a ", parts.type(), "");
        }
        if (!isPresent(entityId)) {
            adder.transmute(entityId);
        }
        return store;
    }

    /**
     * Called by archetypes and transmuters, which add one component after the other.
     *
     * @throws LimitExceededException as for {@link #create}; what was added before this one is
     *     taken back, and an entity that was being made is deleted
     */
    @Override
    public T internalCreate(int entityId) {
        if (!presence.unsafeGet(entityId)) {
            if (!presence.hasRow(entityId)) {
                parts.makeRow(entityId);
            }
            presence.gain(entityId);
            store.columns().resetRow(entityId);
        }
        return store;
    }

    /**
     * Makes an entity have of this component what another one has: the component with the same
     * values in each column, or not the component. An entity that was deleted in this tick gains
     * nothing.
     *
     * @return the store, or null if {@code from} does not have the component
     * @throws DeadEntityException if no entity has had one of the ids yet; from checked on also if
     *     none has it now
     * @throws LimitExceededException as for {@link #create}
     */
    public @Nullable T copy(int from, int to) {
        if (Safety.CHECKED) {
            guard.beforeWrite("copied a");
            parts.ids().require(from, "its ", parts.type(), " was to be copied");
        }
        if (!isPresent(from)) {
            remove(to);
            return null;
        }
        create(to);
        if (presence.unsafeGet(to)) {
            parts.copyRow(from, to);
        }
        return store;
    }

    /**
     * Takes the component from the entity, if it has it; the row keeps its values.
     *
     * @throws DeadEntityException if no entity has had this id yet; from checked on also if none
     *     has it now
     */
    @Override
    public void remove(int entityId) {
        if (Safety.CHECKED) {
            guard.beforeWrite("removed a");
            parts.ids().require(entityId, "its ", parts.type(), " was to be removed");
        }
        if (isPresent(entityId)) {
            remover.transmute(entityId);
            // The transmuter leaves an entity alone whose deletion is pending.
            presence.lose(entityId);
        }
    }

    @Override
    protected void internalRemove(int entityId) {
        presence.lose(entityId);
    }
}
