package dev.mayfly.allocator.team;

/**
 * An open frame of a {@link FrameTeam}: what its workers take dies when it is closed.
 *
 * <p>Meant for try-with-resources. Belongs to the thread that began the frame. The object itself is
 * recycled: keep no reference to it after closing it.
 */
public final class TeamFrame implements AutoCloseable {

    private final FrameTeam team;

    TeamFrame(FrameTeam team) {
        this.team = team;
    }

    /** Whether this frame is open. May be asked by any thread. */
    public boolean isOpen() {
        return team.isOpen(this);
    }

    /**
     * Ends this frame on all workers: everything that was taken in it expires.
     *
     * @throws dev.mayfly.allocator.error.ScopeOrderException if this frame has ended, or in a body
     *     of {@link FrameTeam#parallelFor} (nothing changes then); or if a scope is open in one of
     *     the arenas (all have ended then)
     * @throws dev.mayfly.allocator.error.ForeignThreadException if the calling thread is not the
     *     one that began the frame
     * @throws dev.mayfly.allocator.error.ExpiredException in checked, if an object or a segment was
     *     written to after its scope, in this frame or the one before; the frame has ended all the
     *     same
     * @throws dev.mayfly.allocator.error.CorruptedMemoryException in paranoid, if bytes around a
     *     native slice were overwritten; the frame has ended all the same
     */
    @Override
    public void close() {
        team.end(this);
    }

    @Override
    public String toString() {
        return "frame of " + team;
    }
}
