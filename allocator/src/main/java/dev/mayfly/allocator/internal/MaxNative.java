package dev.mayfly.allocator.internal;

import dev.mayfly.allocator.error.InvalidSizeException;

import org.jspecify.annotations.Nullable;

/** The most native memory that the process may have at once, read once. */
public final class MaxNative {

    /** The property, an amount of memory as text. */
    public static final String PROPERTY = Settings.MAX_NATIVE;

    /**
     * In bytes. As the JDK has it for direct buffers, where nothing is said: as much as the heap
     * may have. The JVM works that out from the memory of the container, or of the machine.
     */
    public static final long BYTES =
            parse(System.getProperty(PROPERTY), Runtime.getRuntime().maxMemory());

    private MaxNative() {}

    private static long parse(@Nullable String value, long otherwise) {
        if (value == null) {
            return otherwise;
        }
        try {
            return Amount.parse(value);
        } catch (InvalidSizeException wrong) {
            throw new IllegalArgumentException(
                    "-D" + PROPERTY + " is wrong: " + wrong.getMessage(), wrong);
        }
    }
}
