package dev.mayfly.allocator.internal.linux;

/**
 * What the memory sources need of the operating system. Sizes are in bytes; addresses and sizes are
 * multiples of {@link #PAGE_BYTES}. May be used by any thread.
 */
public interface LinuxMemory {

    /** The size of a page on x86-64. */
    long PAGE_BYTES = 4096;

    /** The size of the huge pages used, on x86-64. */
    long HUGE_PAGE_BYTES = 2L << 20;

    /** Takes a range of addresses that nothing can read or write; returns where it starts. */
    long reserve(long bytes) throws LinuxCallException;

    /** Maps zeroed memory to read and write; returns where it starts. */
    long map(long bytes) throws LinuxCallException;

    /** As {@link #map}, in explicit huge pages; {@code bytes} is a multiple of their size. */
    long mapHuge(long bytes) throws LinuxCallException;

    /** Gives a range of addresses back, with what is in it. */
    void unmap(long address, long bytes) throws LinuxCallException;

    /** Makes a reserved range zeroed memory to read and write. */
    void commit(long address, long bytes) throws LinuxCallException;

    /** Drops what is in a committed range and makes it one that is reserved only. */
    void decommit(long address, long bytes) throws LinuxCallException;

    /** Asks for transparent huge pages in a mapped range. */
    void adviseHuge(long address, long bytes) throws LinuxCallException;

    /** Binds a mapped range, not touched yet, to the memory of one NUMA node. */
    void bind(long address, long bytes, int node) throws LinuxCallException;

    /** The policy that holds for the page at an address. */
    NumaPolicy policyAt(long address) throws LinuxCallException;

    /** The NUMA node that the page at an address, which was written to, is on. */
    int nodeAt(long address) throws LinuxCallException;
}
