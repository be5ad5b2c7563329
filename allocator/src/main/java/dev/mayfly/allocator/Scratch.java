package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.ScopeOrderException;

/**
 * Memory that lives across frames until it is reset: for what is built up over many of them, as a
 * path search, a level that is loading, a chart that is being drawn.
 *
 * <pre>{@code
 * Scratch search = memory.scratch("path search");
 * IntList open = search.arena().intList(256);   // lives on from frame to frame
 * search.reset();                               // and ends here
 * }</pre>
 *
 * <p>Its arena is always in a frame. Belongs to the thread that made it.
 */
public final class Scratch implements AutoCloseable {

    private final ArenaRegistry registry;
    private final FrameArena arena;
    private final Tag tag;

    Scratch(ArenaRegistry registry, FrameArena arena, Tag tag) {
        this.registry = registry;
        this.arena = arena;
        this.tag = tag;
        arena.begin(tag);
    }

    /** The arena to take from: what is taken lives until the next {@link #reset()}. */
    public FrameArena arena() {
        return arena;
    }

    /** What messages call this. */
    public String name() {
        return tag.name();
    }

    /**
     * Ends everything that was taken; the memory can be used again.
     *
     * @throws ScopeOrderException if a scope that was opened on the arena is open; it has ended
     *     then, and the reset is done
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     * @throws CorruptedMemoryException in paranoid, if bytes around a native slice were
     *     overwritten; the reset is done all the same
     */
    public void reset() {
        try {
            if (arena.isOpen()) {
                arena.end();
            }
        } finally {
            arena.begin(tag);
        }
    }

    /**
     * Ends everything that was taken and gives the memory back. Closing again does nothing.
     *
     * @throws ForeignThreadException if the calling thread is not the owner
     * @throws MemorySourceException if a source of its own has failed to take memory back; it is
     *     closed all the same, and closing the allocator tries again
     */
    @Override
    public void close() {
        registry.retire(arena);
    }

    @Override
    public String toString() {
        return "scratch '" + tag.name() + "' with " + arena.used() + " bytes in use";
    }
}
