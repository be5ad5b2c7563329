package dev.mayfly.allocator.internal;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The arenas of teams, which are bound to no thread: they are lent to one, and then to others. The
 * inside of the public {@code FrameAllocator}.
 *
 * @param <A> the arena
 */
public interface TeamMemory<A> {

    /**
     * Makes a worker's arena.
     *
     * @param name what messages call it
     */
    public A addArena(String name);

    /**
     * Has the allocator, when it is closed, look after the arenas of a team.
     *
     * @param team what messages call it, as text
     * @param isOpen whether a frame of it is open
     */
    public void enrol(Object team, BooleanSupplier isOpen, List<A> arenas);

    /** Gives back the memory of a team at rest, whose arenas are the calling thread's. */
    public void dismiss(Object team);
}
