package dev.mayfly.allocator.internal;

import java.util.List;

/**
 * The arenas of teams, which are bound to no thread: they are lent to one, and then to others. The
 * inside of the public {@code FrameAllocator}.
 *
 * @param <A> the arena
 */
public interface TeamMemory<A> {

    /** What the allocator knows of a team; it must not lead to the team, which may be dropped. */
    public interface Life {

        /** Whether a frame of it is open. */
        boolean isOpen();

        /** Whether a frame of it is open whose thread has died. */
        boolean isOfTheDead();

        /**
         * Forgets a thread that has died and was the caller, if there is one: another one of its
         * name, which never runs, stands for it. Runs {@code arenas} while no frame can begin.
         */
        void forgetDeadCaller(Runnable arenas);

        /** The team was dropped: lets go of its threads, and does not wait for them. */
        void dropped();
    }

    /**
     * Makes a worker's arena.
     *
     * @param name what messages call it
     */
    public A addArena(String name);

    /**
     * Has the allocator look after the arenas of a team, when it is closed and when the team is
     * dropped.
     *
     * @param team known weakly; what messages call it, as text
     */
    public void enrol(Object team, Life life, List<A> arenas);

    /** Ends what a thread that has died left open on an arena. */
    public void abandon(A arena);

    /** Gives back the memory of a team at rest, whose arenas are the calling thread's. */
    public void dismiss(Object team);
}
