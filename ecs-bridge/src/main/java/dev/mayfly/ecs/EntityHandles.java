package dev.mayfly.ecs;

import com.artemis.World;

import dev.mayfly.ecs.error.DeadEntityException;
import dev.mayfly.ecs.error.NoPluginException;
import dev.mayfly.ecs.internal.entity.Generations;
import dev.mayfly.ecs.internal.world.BridgeSystem;

/**
 * Handles of entities: a {@code long} that stands for one entity, for ever, where an id is that of
 * whoever has it now. To be kept beyond a tick: in a {@link Handles} column, in a field of an event
 * or of a system. Injected by type, one for each world:
 *
 * <pre>{@code
 * EntityHandles handles; // injected
 *
 * long target = handles.of(enemy);
 *
 * if (handles.isAlive(target)) { // in a later tick
 *     damage(handles.id(target));
 * }
 * }</pre>
 *
 * <p>An entity is alive from its creation until it is deleted, which is at once where a system
 * deletes it, and at the boundary where {@link Commands} do. Where a handle is kept does not
 * matter: it is a number, which any part of the program may copy, compare and store.
 *
 * <p>Handles are good in their world, and in one that was restored from a snapshot of it: a restore
 * brings back what they are worth, so a handle of an entity that the restored world does not have
 * is not alive. If the world creates that entity anew it gets the same handle. What the handle of
 * another world says is of no meaning; it is not noticed.
 *
 * <p>Counting generations begins when the world first injects this, or is first asked by {@link
 * #ofWorld}, and costs nothing before; afterwards it costs a look at what was deleted at each
 * boundary. Belongs to its world. {@link #isAlive} and {@link #id} may be called in the bodies of
 * parallel systems. No method allocates, but for what it throws.
 */
public final class EntityHandles {

    /** The handle of no entity; what a {@code long} that was never set holds. */
    public static final long NONE = 0;

    private final Generations generations;

    EntityHandles(Generations generations, World world) {
        this.generations = generations;
        generations.count(world);
    }

    /**
     * Handles for code that nothing is injected into.
     *
     * @throws NoPluginException if the world has no {@link MayflyPlugin}
     */
    public static EntityHandles ofWorld(World world) {
        BridgeSystem bridge =
                BridgeSystem.of(
                        world, BridgeSystem.class, "EntityHandles count what a world deletes");
        return new EntityHandles(bridge.generations(), world);
    }

    /**
     * The handle of an entity; the same one each time.
     *
     * @throws DeadEntityException if there is no such entity, or it was deleted
     */
    public long of(int entity) {
        return generations.of(entity);
    }

    /** Whether the entity of a handle is alive; false for what is no handle, as {@link #NONE}. */
    public boolean isAlive(long handle) {
        return generations.isAlive(handle);
    }

    /**
     * The id of the entity of a handle.
     *
     * @throws DeadEntityException if it is not alive; the message says who deleted it and in which
     *     tick, as far as that is known
     */
    public int id(long handle) {
        return generations.id(handle);
    }

    @Override
    public String toString() {
        return "entity handles";
    }
}
