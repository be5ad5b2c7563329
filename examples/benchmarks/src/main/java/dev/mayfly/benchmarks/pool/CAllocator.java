package dev.mayfly.benchmarks.pool;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * {@code malloc} and {@code free} of the C library, called as cheaply as the FFM API can: by
 * address, and as critical functions, which leaves the thread in its Java state.
 */
public final class CAllocator {

    private static final MethodHandle MALLOC =
            link("malloc", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE =
            link("free", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));

    private CAllocator() {}

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), type, Linker.Option.critical(false));
    }

    /** Takes a block and returns its address. */
    public static long malloc(long bytes) {
        try {
            return (long) MALLOC.invokeExact(bytes);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the block at an address. */
    public static void free(long address) {
        try {
            FREE.invokeExact(address);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
