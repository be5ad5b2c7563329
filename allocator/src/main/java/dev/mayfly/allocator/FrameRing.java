package dev.mayfly.allocator;

import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.CorruptedMemoryException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.MemorySourceException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.internal.Safety;

/**
 * Frames whose memory outlives them: what is taken in one stays valid until {@code frames - 1}
 * further frames have ended. Two are double buffering, for a renderer that is one frame behind the
 * simulation; three are triple buffering.
 *
 * <pre>{@code
 * FrameRing toRenderer = memory.ring("to renderer", 2);
 * FrameArena frame = toRenderer.begin();
 * Floats instances = frame.floats(16 * visible);   // valid until the next frame has ended
 * toRenderer.end();
 * }</pre>
 *
 * <p>Works on one {@link FrameArena} a frame, taken in turn. Belongs to the thread that made it;
 * another thread may read what was taken in an ended frame, in an order that the program sees to.
 */
public final class FrameRing implements AutoCloseable {

    /** More than anything is behind by; a mistake rather than a wish. */
    static final int MOST_FRAMES = 16;

    private final ArenaRegistry registry;
    private final String name;
    private final FrameArena[] arenas;
    private int current;
    private boolean open;

    FrameRing(ArenaRegistry registry, String name, FrameArena[] arenas) {
        this.registry = registry;
        this.name = name;
        this.arenas = arenas;
    }

    /**
     * Begins a frame under a tag of Mayfly's own, named "frame".
     *
     * @see #begin(Tag)
     */
    public FrameArena begin() {
        return begin(ScopeStack.FRAME);
    }

    /**
     * Begins a frame and returns the arena to take its memory from. End it with {@link #end()}.
     *
     * @throws FrameOpenException if a frame of this ring is open
     * @throws AllocatorClosedException if the allocator, or this ring, was closed
     * @throws ForeignThreadException if the calling thread is not the owner
     */
    public FrameArena begin(Tag tag) {
        if (open) {
            throw ArenaErrors.frameOpen(
                    arenas[current].identity, arenas[current].scopes.at(1), tag);
        }
        int following = (current + 1) % arenas.length;
        arenas[following].begin(tag);
        if (Safety.CHECKED) {
            arenas[following].identity.readByAll(false);
        }
        current = following;
        open = true;
        return arenas[following];
    }

    /**
     * Ends the open frame: nothing more can be taken in it, what was taken stays, and what was
     * taken {@code frames - 1} frames before expires.
     *
     * @throws NoFrameException if no frame is open
     * @throws ScopeOrderException if a scope inside the frame is open; scope and frame have ended
     *     then
     * @throws ForeignThreadException in checked, if the calling thread is not the owner
     * @throws CorruptedMemoryException in paranoid, if bytes around a native slice of the frame
     *     that expires were overwritten; it has expired all the same
     */
    public void end() {
        if (!open) {
            throw ArenaErrors.endedTwice(this);
        }
        FrameArena ending = arenas[current];
        FrameArena oldest = arenas[(current + 1) % arenas.length];
        open = false;
        Throwable failure = null;
        try {
            ending.seal();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        try {
            oldest.unwind(0);
        } catch (Throwable thrown) {
            failure = Failures.joined(failure, thrown);
        }
        Failures.rethrow(failure);
    }

    /** For how many frames a thing is valid, its own included. */
    public int frames() {
        return arenas.length;
    }

    /** Whether a frame is open. */
    public boolean isOpen() {
        return open;
    }

    /** Bytes that the frames of this ring have in use, the ended ones that are kept included. */
    public long used() {
        long sum = 0;
        for (FrameArena arena : arenas) {
            sum += arena.used();
        }
        return sum;
    }

    /**
     * Ends every frame of this ring and gives its memory back; no further one can be begun. Closing
     * again does nothing.
     *
     * @throws ForeignThreadException if the calling thread is not the owner
     * @throws MemorySourceException if a source of its own has failed to take memory back; it is
     *     closed all the same, and closing the allocator tries again
     */
    @Override
    public void close() {
        open = false;
        registry.retire(arenas);
    }

    @Override
    public String toString() {
        return "ring '" + name + "' of " + arenas.length + " frames" + (open ? ", one open" : "");
    }
}
