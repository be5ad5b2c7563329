package dev.mayfly.allocator.source;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Memory that a {@link MemorySource} has given, until it is given back. May be used by any thread.
 */
public final class Memory implements Answer {

    private final MemorySegment segment;
    private final Runnable giveBack;
    private final AtomicBoolean givenBack = new AtomicBoolean();

    private Memory(MemorySegment segment, Runnable giveBack) {
        this.segment = Objects.requireNonNull(segment, "memory has a segment");
        this.giveBack = Objects.requireNonNull(giveBack, "memory can be given back");
    }

    /**
     * Memory that lives as long as an arena; giving it back closes the arena. The form to prefer:
     * whoever touches the memory later gets an exception, and never reads what was freed.
     *
     * @param lifetime a shared arena that nothing else lives in
     * @param segment memory of that arena
     */
    public static Memory of(Arena lifetime, MemorySegment segment) {
        return new Memory(segment, lifetime::close);
    }

    /**
     * Memory that is given back by running something; for wrapping what another source gave, and
     * for memory that needs no freeing.
     *
     * @param giveBack run by any thread, until it has ended once without throwing
     */
    public static Memory of(MemorySegment segment, Runnable giveBack) {
        return new Memory(segment, giveBack);
    }

    /** All of the memory. */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Gives the memory back to its source. Doing it again does nothing, unless it has thrown: then
     * it is tried again.
     *
     * @return whether it had not been given back
     */
    public boolean giveBack() {
        if (!givenBack.compareAndSet(false, true)) {
            return false;
        }
        try {
            giveBack.run();
            return true;
        } catch (Throwable failure) {
            givenBack.set(false);
            throw failure;
        }
    }
}
