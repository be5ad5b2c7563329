package dev.mayfly.ecs.error;

import dev.mayfly.allocator.error.ExtensionException;

import java.io.Serial;

/**
 * A system that has declared what it writes wrote something else, in checked or paranoid; or one
 * that runs beside others wrote what it neither declares nor has injected.
 *
 * <p>Thrown where the write was tried, and then nothing was written; or, for what nobody can be
 * asked about beforehand, at the end of the turn, and then the message says what has changed, and
 * it stays changed.
 */
public final class UndeclaredWriteException extends ExtensionException {

    @Serial private static final long serialVersionUID = 1L;

    /** Made by the bridge. */
    public UndeclaredWriteException(Class<?> system, boolean reads, Class<?> type, String what) {
        super(
                "System "
                        + system.getName()
                        + " "
                        + what
                        + ", but "
                        + (reads
                                ? "declares that it only reads "
                                : "does not declare that it uses ")
                        + type.getSimpleName()
                        + ". Add "
                        + type.getSimpleName()
                        + ".class to its @Writes, or leave the write to a system that has it"
                        + " there.");
    }

    /** One of several systems did it while they ran side by side. */
    public UndeclaredWriteException(String systems, Class<?> type, String what) {
        super(
                "One of the systems "
                        + systems
                        + " "
                        + what
                        + " while they ran side by side, but none of them declares that it writes "
                        + type.getSimpleName()
                        + ". Add "
                        + type.getSimpleName()
                        + ".class to the @Writes of the one that does, or leave the write to a"
                        + " system that has it there.");
    }
}
