package dev.mayfly.ecs;

import dev.mayfly.allocator.error.BridgeException;

import java.io.Serial;

/** A class cannot serve as a {@link SoaComponent} type; the message says why. */
public final class ComponentTypeException extends BridgeException {

    @Serial private static final long serialVersionUID = 1L;

    ComponentTypeException(Class<?> type, String problem) {
        super("The SoA component type " + type.getName() + " " + problem + ".");
    }

    ComponentTypeException(Class<?> type, String problem, Throwable cause) {
        super("The SoA component type " + type.getName() + " " + problem + ".", cause);
    }
}
