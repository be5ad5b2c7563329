package dev.mayfly.allocator.internal.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.NoSuchElementException;

/**
 * The calls themselves, each by its {@link CFunction}.
 *
 * <p>Numbers are those of Linux on x86-64. {@code mbind} and {@code get_mempolicy} have no function
 * in the C library and go through {@code syscall}. Called where chunks are mapped, so what a call
 * costs does not matter much.
 */
final class LinuxCalls implements LinuxMemory {

    private static final int PROT_NONE = 0;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int MAP_NORESERVE = 0x4000;
    private static final int MAP_HUGETLB_2MB = 0x40000 | 21 << 26;
    private static final int MADV_DONTNEED = 4;
    private static final int MADV_HUGEPAGE = 14;
    private static final long SYS_MBIND = 237;
    private static final long SYS_GET_MEMPOLICY = 239;
    private static final long MPOL_F_NODE = 1;
    private static final long MPOL_F_ADDR = 2;

    /** Bits of a set of nodes; the kernel reads one less. */
    private static final long NODE_BITS = 1024;

    private static final String TAKE_LESS = "Take less, or raise the limit.";
    private static final String CONTAINER =
            "Look for the node in NumaTopology. In a container the call needs CAP_SYS_NICE, or a"
                    + " seccomp profile that allows it.";

    private final CFunction mmap =
            CFunction.named(
                    "mmap",
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT,
                            JAVA_LONG));
    private final CFunction munmap =
            CFunction.named("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
    private final CFunction mprotect =
            CFunction.named(
                    "mprotect", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private final CFunction madvise =
            CFunction.named(
                    "madvise", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private final CFunction mbind =
            CFunction.systemCall(
                    "mbind",
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS,
                            JAVA_LONG, JAVA_LONG));
    private final CFunction getMempolicy =
            CFunction.systemCall(
                    "get_mempolicy",
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG,
                            JAVA_LONG));

    /**
     * Looks the functions up.
     *
     * @throws IllegalCallerException if the JVM was told not to allow native access
     * @throws NoSuchElementException if the C library does not have one of them
     * @throws UnsupportedOperationException if the JVM cannot call it
     */
    LinuxCalls() {}

    @Override
    public long reserve(long bytes) throws LinuxCallException {
        return mmap(
                "reserve " + bytes + " bytes", bytes, PROT_NONE, MAP_NORESERVE, "Reserve less.");
    }

    @Override
    public long map(long bytes) throws LinuxCallException {
        return mmap("map " + bytes + " bytes", bytes, PROT_READ_WRITE, 0, TAKE_LESS);
    }

    @Override
    public long mapHuge(long bytes) throws LinuxCallException {
        return mmap(
                "map " + bytes + " bytes in huge pages",
                bytes,
                PROT_READ_WRITE,
                MAP_HUGETLB_2MB,
                "Set huge pages of 2 MiB aside first, with sysctl vm.nr_hugepages.");
    }

    private long mmap(String what, long bytes, int protection, int flags, String advice)
            throws LinuxCallException {
        return mmap.call(
                what,
                advice,
                (function, state) ->
                        (long)
                                function.invokeExact(
                                        state,
                                        0L,
                                        bytes,
                                        protection,
                                        MAP_PRIVATE_ANONYMOUS | flags,
                                        -1,
                                        0L));
    }

    @Override
    public void unmap(long address, long bytes) throws LinuxCallException {
        munmap.call(
                "give back " + bytes + " bytes",
                "The memory is lost to the process.",
                (function, state) -> (int) function.invokeExact(state, address, bytes));
    }

    @Override
    public void commit(long address, long bytes) throws LinuxCallException {
        protect("commit " + bytes + " bytes", address, bytes, PROT_READ_WRITE);
    }

    @Override
    public void decommit(long address, long bytes) throws LinuxCallException {
        advise("drop " + bytes + " bytes", address, bytes, MADV_DONTNEED, "The memory is lost.");
        protect("protect " + bytes + " bytes", address, bytes, PROT_NONE);
    }

    private void protect(String what, long address, long bytes, int protection)
            throws LinuxCallException {
        mprotect.call(
                what,
                TAKE_LESS,
                (function, state) -> (int) function.invokeExact(state, address, bytes, protection));
    }

    @Override
    public void adviseHuge(long address, long bytes) throws LinuxCallException {
        advise(
                "ask for transparent huge pages",
                address,
                bytes,
                MADV_HUGEPAGE,
                "Use a kernel that has them.");
    }

    private void advise(String what, long address, long bytes, int advice, String toDo)
            throws LinuxCallException {
        madvise.call(
                what,
                toDo,
                (function, state) -> (int) function.invokeExact(state, address, bytes, advice));
    }

    @Override
    public void bind(long address, long bytes, int node) throws LinuxCallException {
        if (node < 0 || node >= NODE_BITS - 1) {
            throw new LinuxCallException("There is no NUMA node " + node + ".");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment nodes = arena.allocate(NODE_BITS / Byte.SIZE, Long.BYTES);
            nodes.setAtIndex(JAVA_LONG, node / Long.SIZE, 1L << node % Long.SIZE);
            mbind.call(
                    "bind " + bytes + " bytes to NUMA node " + node,
                    CONTAINER,
                    (function, state) ->
                            (long)
                                    function.invokeExact(
                                            state,
                                            SYS_MBIND,
                                            address,
                                            bytes,
                                            (long) NumaPolicy.BIND,
                                            nodes,
                                            NODE_BITS,
                                            0L));
        }
    }

    @Override
    public NumaPolicy policyAt(long address) throws LinuxCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mode = arena.allocate(JAVA_INT);
            MemorySegment nodes = arena.allocate(NODE_BITS / Byte.SIZE, Long.BYTES);
            getMempolicy("read the NUMA policy", mode, nodes, NODE_BITS, address, MPOL_F_ADDR);
            return new NumaPolicy(mode.get(JAVA_INT, 0), BitSet.valueOf(nodes.toArray(JAVA_LONG)));
        }
    }

    @Override
    public int nodeAt(long address) throws LinuxCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment node = arena.allocate(JAVA_INT);
            getMempolicy(
                    "read the NUMA node",
                    node,
                    MemorySegment.NULL,
                    0,
                    address,
                    MPOL_F_NODE | MPOL_F_ADDR);
            return node.get(JAVA_INT, 0);
        }
    }

    private void getMempolicy(
            String what,
            MemorySegment number,
            MemorySegment nodes,
            long nodeBits,
            long address,
            long flags)
            throws LinuxCallException {
        getMempolicy.call(
                what,
                CONTAINER,
                (function, state) ->
                        (long)
                                function.invokeExact(
                                        state,
                                        SYS_GET_MEMPOLICY,
                                        number,
                                        nodes,
                                        nodeBits,
                                        address,
                                        flags));
    }
}
