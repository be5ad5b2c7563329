package dev.mayfly.allocator.source;

import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.SourceInUseException;
import dev.mayfly.allocator.internal.NativeAccess;
import dev.mayfly.allocator.internal.linux.LinuxCallException;
import dev.mayfly.allocator.internal.linux.LinuxMemory;
import dev.mayfly.allocator.internal.source.FreeRanges;
import dev.mayfly.allocator.internal.source.Mapping;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/**
 * One mapping of which pieces are given out, in whole pages, each with a lifetime of its own. May
 * be used by any thread.
 *
 * <p>How it works and why that is safe: a piece is a view of the mapping that ends with an arena of
 * its own, so a slice that is kept longer throws. The view ends before its pages are closed to
 * access and free again. The mapping itself cannot be closed while a piece is out, so no view
 * outlives it.
 */
final class Carving {

    /** What has to be done to pages before they are used, and after. */
    interface Pages {

        /** For memory that is there anyway. */
        Pages NONE =
                new Pages() {
                    @Override
                    public void open(long address, long bytes) {}

                    @Override
                    public void shut(long address, long bytes) {}
                };

        void open(long address, long bytes) throws LinuxCallException;

        void shut(long address, long bytes) throws LinuxCallException;
    }

    private final Arena lifetime;
    private final MemorySegment whole;
    private final long gap;
    private final Pages pages;
    private final FreeRanges free;
    private long piecesOut;
    private long bytesOut;
    private boolean closed;

    /**
     * Carves up a mapping.
     *
     * @param lifetime of the mapping; closed by {@link #close}
     * @param from where the first piece may start, in the mapping
     * @param gap the bytes that stay untouched behind each piece, whole pages
     */
    Carving(Arena lifetime, MemorySegment whole, long from, long gap, Pages pages) {
        this.lifetime = lifetime;
        this.whole = whole;
        this.gap = gap;
        this.pages = pages;
        this.free = new FreeRanges(whole.address() + from, whole.byteSize() - from);
    }

    synchronized Answer request(long byteSize, long byteAlignment) {
        if (closed) {
            return new Declined("it was closed. Open another one.");
        }
        try {
            long bytes = Mapping.inPages(byteSize, LinuxMemory.PAGE_BYTES);
            long aligned = Math.max(byteAlignment, LinuxMemory.PAGE_BYTES);
            OptionalLong start = free.take(bytes + gap, aligned);
            if (start.isEmpty()) {
                return full(bytes, aligned);
            }
            return piece(start.getAsLong(), bytes);
        } catch (LinuxCallException failure) {
            return new Declined(failure.reason());
        } catch (IllegalCallerException denied) {
            IllegalCallerException told =
                    NativeAccess.denied(
                            "It gives each piece an end of its own", "take another source", denied);
            return new Declined(String.valueOf(told.getMessage()));
        }
    }

    private Memory piece(long address, long bytes) throws LinuxCallException {
        Arena life = Arena.ofShared();
        Memory piece;
        try {
            piece = Memory.of(view(life, address, bytes), () -> takeBack(life, address, bytes));
            pages.open(address, bytes);
        } catch (Throwable failure) {
            life.close();
            free.give(address, bytes + gap);
            throw failure;
        }
        piecesOut++;
        bytesOut += bytes;
        return piece;
    }

    /**
     * Restricted, but safe: a piece of the mapping, which cannot be closed while the piece is out.
     */
    @SuppressWarnings("restricted")
    private MemorySegment view(Arena life, long address, long bytes) {
        return whole.asSlice(address - whole.address(), bytes).reinterpret(life, null);
    }

    private synchronized void takeBack(Arena life, long address, long bytes) {
        life.close();
        piecesOut--;
        bytesOut -= bytes;
        try {
            pages.shut(address, bytes);
        } catch (LinuxCallException failure) {
            // The stretch is not used again: its pages may still be open.
            throw new MemorySourceException(failure.reason(), failure);
        }
        free.give(address, bytes + gap);
    }

    private Declined full(long bytes, long alignment) {
        return new Declined(
                "no stretch of "
                        + (bytes + gap)
                        + " bytes, aligned to "
                        + alignment
                        + ", is free; "
                        + bytesOut
                        + " bytes are out and the largest free stretch has "
                        + free.largest()
                        + ". Make it larger, or take less.");
    }

    /** What is out now, in bytes. */
    synchronized long bytesOut() {
        return bytesOut;
    }

    /**
     * Ends the mapping. Doing it again does nothing.
     *
     * @throws SourceInUseException if a piece is out; nothing changes then
     */
    synchronized void close(String what) {
        if (piecesOut != 0) {
            throw new SourceInUseException(
                    upperFirst(what)
                            + " was closed while "
                            + piecesOut
                            + " pieces of it, "
                            + bytesOut
                            + " bytes, are in use. Close the allocator that took them first.");
        }
        if (!closed) {
            lifetime.close();
            closed = true;
        }
    }

    private static String upperFirst(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
