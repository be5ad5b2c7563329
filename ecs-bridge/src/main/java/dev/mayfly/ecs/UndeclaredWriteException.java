package dev.mayfly.ecs;

import dev.mayfly.allocator.error.BridgeException;

import java.io.Serial;

/**
 * A system that has declared what it writes wrote something else, in checked or paranoid; or one
 * that runs beside others wrote what it neither declares nor has injected. Nothing was written.
 */
public final class UndeclaredWriteException extends BridgeException {

    @Serial private static final long serialVersionUID = 1L;

    UndeclaredWriteException(SystemAccess access, Class<?> type, String what) {
        super(
                "System "
                        + access.system().getName()
                        + " "
                        + what
                        + ", but "
                        + (access.mayRead(type)
                                ? "declares that it only reads "
                                : "does not declare that it uses ")
                        + type.getSimpleName()
                        + ". Add "
                        + type.getSimpleName()
                        + ".class to its @Writes, or leave the write to a system that has it"
                        + " there.");
    }
}
