package dev.mayfly.allocator.source;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Writes one byte behind a piece of a reservation, in native code; run in a JVM of its own. */
final class Overrun {

    private Overrun() {}

    /** Restricted: this is the wrong write that the guard page is for. */
    @SuppressWarnings("restricted")
    public static void main(String[] arguments) throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle memset =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("memset"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG));
        ReservedSource source = new ReservedSource(1 << 20);
        MemorySegment first = MemorySource.take(source, 4096, 64).segment();
        MemorySegment second = MemorySource.take(source, 4096, 64).segment();
        long inside = (long) memset.invokeExact(first.address(), 1, first.byteSize());
        System.out.println(
                "filled "
                        + (inside == first.address())
                        + " "
                        + second.get(ValueLayout.JAVA_BYTE, 0));
        long behind = (long) memset.invokeExact(first.address() + first.byteSize(), 1, 1L);
        System.out.println("survived " + behind);
    }
}
