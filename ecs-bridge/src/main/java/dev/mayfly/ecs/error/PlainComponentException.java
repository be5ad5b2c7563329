package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import java.io.Serial;

/**
 * A {@link WorldSnapshot} was taken or restored in a world where an entity has a component that is
 * not a {@link SoaComponent}, nor one in {@link dev.mayfly.ecs.Columns columns} alone. Such a
 * component is an object that only its own code can copy; a snapshot without it would bring back
 * half an entity.
 */
public final class PlainComponentException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    private PlainComponentException(String message) {
        super(message);
    }

    /** Made by the bridge: of a component in columns, some of which are of references. */
    public static PlainComponentException holding(int entity, Class<?> type) {
        return new PlainComponentException(
                "Entity "
                        + entity
                        + " has the component "
                        + type.getName()
                        + ", whose fields that are no primitives hold objects, which a snapshot of"
                        + " columns cannot hold. Move these fields to a component of their own that"
                        + " no entity has when a snapshot is taken, or save this world with"
                        + " Artemis' JSON serializer (mayfly-ecs-json).");
    }

    /** Made by the bridge. */
    public PlainComponentException(int entity, Class<?> type) {
        super(
                "Entity "
                        + entity
                        + " has the plain component "
                        + type.getName()
                        + ", which a snapshot of columns cannot hold. Make it a SoaComponent, or"
                        + " save this world with Artemis' JSON serializer, which knows both kinds"
                        + " (mayfly-ecs-json).");
    }
}
