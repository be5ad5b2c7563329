package dev.mayfly.allocator.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** A function of the C library that answers -1 and sets {@code errno} where it fails. */
final class CFunction {

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO =
            STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    /** One call of a function, given where to put {@code errno}. */
    @FunctionalInterface
    interface Call {
        long make(MethodHandle function, MemorySegment state) throws Throwable;
    }

    private final String name;
    private final MethodHandle handle;

    private CFunction(String name, MethodHandle handle) {
        this.name = name;
        this.handle = handle;
    }

    /**
     * The function of that name.
     *
     * @throws IllegalCallerException if the JVM was told not to allow native access
     * @throws NoSuchElementException if the C library does not have it
     * @throws UnsupportedOperationException if the JVM cannot call it
     */
    static CFunction named(String name, FunctionDescriptor signature) {
        return new CFunction(name, handle(name, signature));
    }

    /**
     * As {@link #named}, for a call that has no function of its own: by {@code syscall}, whose
     * first argument is the number of the call.
     */
    static CFunction systemCall(String name, FunctionDescriptor signature) {
        return new CFunction(name, handle("syscall", signature, Linker.Option.firstVariadicArg(1)));
    }

    /**
     * Restricted, since a wrong signature would corrupt the stack: those that are given are the C
     * library's for x86-64, with addresses as 64-bit numbers.
     */
    @SuppressWarnings("restricted")
    private static MethodHandle handle(
            String name, FunctionDescriptor signature, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup()
                        .find(name)
                        .orElseThrow(() -> new NoSuchElementException("no function " + name)),
                signature,
                Stream.concat(
                                Stream.of(Linker.Option.captureCallState("errno")),
                                Arrays.stream(options))
                        .toArray(Linker.Option[]::new));
    }

    /**
     * Calls it and returns what it answers.
     *
     * @param what what the call is to do, for the message
     * @param advice what to do where it fails, a sentence
     * @throws LinuxCallException if it fails, with the meaning of {@code errno}
     */
    long call(String what, String advice, Call call) throws LinuxCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result = make(call, state);
            if (result == -1) {
                throw new LinuxCallException(
                        name
                                + " could not "
                                + what
                                + ", with "
                                + Errno.describe(state.get(JAVA_INT, ERRNO))
                                + ". "
                                + advice);
            }
            return result;
        }
    }

    private long make(Call call, MemorySegment state) {
        try {
            return call.make(handle, state);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable checked) {
            throw new AssertionError("A call into the C library throws nothing checked", checked);
        }
    }
}
