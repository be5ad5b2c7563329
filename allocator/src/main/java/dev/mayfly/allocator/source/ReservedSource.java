package dev.mayfly.allocator.source;

import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.SourceInUseException;
import dev.mayfly.allocator.internal.linux.LinuxCallException;
import dev.mayfly.allocator.internal.linux.LinuxMemory;
import dev.mayfly.allocator.internal.linux.LinuxPlatform;
import dev.mayfly.allocator.internal.source.Mapping;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;

/**
 * One range of addresses, reserved at once and made memory page by page as it is asked for; zeroed.
 * Between two pieces, before the first and behind the last there is a guard page: native code that
 * writes past its piece ends the process with a segmentation fault and never reaches other memory.
 * What is given back is dropped at once, and its addresses are used again.
 *
 * <p>A reservation costs addresses, not memory, so it can be far larger than what will be used.
 * Linux x86-64; declines elsewhere. May be used by any thread. Close it after what has taken memory
 * from it.
 */
public final class ReservedSource implements MemorySource, AutoCloseable {

    private static final long PAGE = LinuxMemory.PAGE_BYTES;

    private final long reserved;
    private final @Nullable Carving range;
    private final String whyNot;

    /**
     * Reserves addresses. Where that fails, the source declines every request with the reason.
     *
     * @param bytes how many, in bytes, rounded up to whole pages; each piece needs its own whole
     *     pages, and one for its guard
     * @throws InvalidSizeException if {@code bytes} is below 1
     */
    public ReservedSource(long bytes) {
        this(LinuxPlatform.current(), bytes);
    }

    ReservedSource(LinuxMemory linux, long bytes) {
        if (bytes < 1) {
            throw new InvalidSizeException(
                    "A reservation of " + bytes + " bytes was asked for; use 1 or more.");
        }
        Carving carved = null;
        String reason = "";
        try {
            carved = reserve(linux, Mapping.inPages(bytes, PAGE) + PAGE);
        } catch (LinuxCallException failure) {
            reason = failure.reason();
        }
        reserved = carved == null ? 0 : Math.ceilDiv(bytes, PAGE) * PAGE;
        range = carved;
        whyNot = reason;
    }

    private static Carving reserve(LinuxMemory linux, long bytes) throws LinuxCallException {
        Mapping mapping = new Mapping(linux, linux.reserve(bytes), bytes);
        Arena lifetime = Arena.ofShared();
        return new Carving(
                lifetime,
                mapping.segment(lifetime),
                PAGE,
                PAGE,
                new Carving.Pages() {
                    @Override
                    public void open(long address, long size) throws LinuxCallException {
                        linux.commit(address, size);
                    }

                    @Override
                    public void shut(long address, long size) throws LinuxCallException {
                        linux.decommit(address, size);
                    }
                });
    }

    @Override
    public Answer request(long byteSize, long byteAlignment) {
        SourceContract.requireArguments(byteSize, byteAlignment);
        return range == null ? new Declined(whyNot) : range.request(byteSize, byteAlignment);
    }

    /** How many bytes of addresses are reserved; 0 if reserving has failed. */
    public long reservedBytes() {
        return reserved;
    }

    /** How many bytes of them are memory now, guard pages not included. */
    public long committedBytes() {
        return range == null ? 0 : range.bytesOut();
    }

    /**
     * Gives the addresses back; requests are declined from then on. Closing again does nothing.
     *
     * @throws SourceInUseException if memory is out; nothing changes then
     */
    @Override
    public void close() {
        if (range != null) {
            range.close(toString());
        }
    }

    @Override
    public String toString() {
        return "a reservation of " + reserved + " bytes";
    }
}
