package dev.mayfly.ecs.internal.access;

import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.World;

import dev.mayfly.ecs.internal.entity.TakenIds;

import org.jspecify.annotations.Nullable;

/**
 * Artemis' mapper of a plain component type, which from checked on takes the place of the stock one
 * and asks whether who uses it declares that, and whether there is such an entity. What is done to
 * the fields of a component it does not see: {@link TurnCheck} does.
 */
public final class GuardedMapper<T extends Component> extends ComponentMapper<T> {

    private final TypeGuard guard;
    private final TakenIds ids;

    /** The mapper of a type in a world. */
    public GuardedMapper(Class<T> type, World world, Turns turns, TakenIds ids) {
        super(type, world);
        this.ids = ids;
        guard = new TypeGuard(turns, type);
    }

    @Override
    public @Nullable T get(int entityId) {
        guard.beforeRead();
        ids.require(entityId, "its ", getType().getType(), " was asked for");
        return super.get(entityId);
    }

    /** Asked of an entity that is gone, it answers: that one has nothing. */
    @Override
    public boolean has(int entityId) {
        guard.beforeRead();
        return (ids.isTaken(entityId) || ids.isTelling()) && super.has(entityId);
    }

    @Override
    public T create(int entityId) {
        guard.beforeWrite("created a");
        ids.require(entityId, "it was to be given a ", getType().getType(), "");
        return super.create(entityId);
    }

    @Override
    public void remove(int entityId) {
        guard.beforeWrite("removed a");
        ids.require(entityId, "its ", getType().getType(), " was to be removed");
        super.remove(entityId);
    }
}
