package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.ecs.FrameComponent;
import dev.mayfly.ecs.SoaComponent;

import java.io.Serial;

/**
 * A class cannot serve as a {@link SoaComponent} or {@link FrameComponent} type; the message says
 * why.
 */
public final class ComponentTypeException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public ComponentTypeException(Class<?> type, String problem) {
        super("The component type " + type.getName() + " " + problem + ".");
    }

    /** Made by the bridge. */
    public ComponentTypeException(Class<?> type, String problem, Throwable cause) {
        super("The component type " + type.getName() + " " + problem + ".", cause);
    }
}
