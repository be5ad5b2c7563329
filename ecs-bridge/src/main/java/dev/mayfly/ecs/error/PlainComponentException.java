package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.snapshot.WorldSnapshot;

import java.io.Serial;

/**
 * A {@link WorldSnapshot} was taken or restored in a world where an entity has a component that is
 * not a {@link SoaComponent}. Such a component is an object that only its own code can copy; a
 * snapshot without it would bring back half an entity.
 */
public final class PlainComponentException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

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
