package dev.mayfly.ecs.internal.access;

import com.artemis.Component;
import com.artemis.ComponentMapper;
import com.artemis.World;

import org.jspecify.annotations.Nullable;

/**
 * Artemis' mapper of a plain component type, which from checked on takes the place of the stock one
 * and asks whether who uses it declares that. What is done to the fields of a component it does not
 * see: {@link TurnCheck} does.
 */
public final class GuardedMapper<T extends Component> extends ComponentMapper<T> {

    private final TypeGuard guard;

    /** The mapper of a type in a world. */
    public GuardedMapper(Class<T> type, World world, Turns turns) {
        super(type, world);
        guard = new TypeGuard(turns, type, false);
    }

    @Override
    public @Nullable T get(int entityId) {
        guard.beforeRead();
        return super.get(entityId);
    }

    @Override
    public T create(int entityId) {
        guard.beforeWrite("created a");
        return super.create(entityId);
    }

    @Override
    public void remove(int entityId) {
        guard.beforeWrite("removed a");
        super.remove(entityId);
    }
}
