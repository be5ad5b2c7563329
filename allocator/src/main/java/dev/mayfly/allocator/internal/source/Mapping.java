package dev.mayfly.allocator.internal.source;

import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.internal.linux.LinuxCallException;
import dev.mayfly.allocator.internal.linux.LinuxMemory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A range of addresses that was mapped and is not a segment yet: either it becomes one, or it is
 * given back.
 *
 * @param linux what mapped it and unmaps it
 * @param address where it starts
 * @param bytes its size, whole pages
 */
public record Mapping(LinuxMemory linux, long address, long bytes) {

    /** The largest size that rounding up leaves a size, in bytes. */
    private static final long MAX_BYTES = 1L << 60;

    /** Rounds a size up to whole pages, of {@code page} bytes. */
    public static long inPages(long bytes, long page) throws LinuxCallException {
        if (bytes > MAX_BYTES) {
            throw new LinuxCallException(
                    "No address space has " + bytes + " bytes free. Take less.");
        }
        return Math.ceilDiv(bytes, page) * page;
    }

    /** Maps zeroed memory of {@code bytes} bytes, whole pages, at a multiple of an alignment. */
    public static Mapping aligned(LinuxMemory linux, long bytes, long alignment)
            throws LinuxCallException {
        if (alignment <= LinuxMemory.PAGE_BYTES) {
            return new Mapping(linux, linux.map(bytes), bytes);
        }
        if (alignment > MAX_BYTES) {
            throw new LinuxCallException(
                    "Memory cannot be aligned to " + alignment + " bytes. Ask for less.");
        }
        long all = bytes + alignment;
        Mapping wide = new Mapping(linux, linux.map(all), all);
        long head = (wide.address + alignment - 1 & -alignment) - wide.address;
        return wide.trimmed(head, bytes);
    }

    private Mapping trimmed(long head, long size) throws LinuxCallException {
        long tail = bytes - head - size;
        if (head != 0) {
            linux.unmap(address, head);
        }
        if (tail != 0) {
            linux.unmap(address + head + size, tail);
        }
        return new Mapping(linux, address + head, size);
    }

    /**
     * The range as a segment of {@code lifetime}, whose end unmaps it.
     *
     * <p>Restricted, since the JVM has to believe the address and the size: they are what the
     * kernel has mapped, and this record is the only one to unmap it, after every access has ended.
     */
    @SuppressWarnings("restricted")
    public MemorySegment segment(Arena lifetime) {
        return MemorySegment.ofAddress(address).reinterpret(bytes, lifetime, ended -> unmap());
    }

    /** Gives the range back to the system. */
    public void unmap() {
        try {
            linux.unmap(address, bytes);
        } catch (LinuxCallException failure) {
            throw new MemorySourceException(failure.reason(), failure);
        }
    }
}
