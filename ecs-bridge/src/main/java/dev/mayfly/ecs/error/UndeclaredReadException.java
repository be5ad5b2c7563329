package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/**
 * A system that runs beside others read what it neither declares nor has injected, in checked or
 * paranoid: another one might write it at the same time.
 */
public final class UndeclaredReadException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public UndeclaredReadException(Class<?> system, Class<?> type, String what) {
        super(
                "System "
                        + system.getName()
                        + " read "
                        + what
                        + " while it ran beside others, but does not declare that it uses "
                        + type.getSimpleName()
                        + ". Add "
                        + type.getSimpleName()
                        + ".class to its @Reads.");
    }
}
