package dev.mayfly.ecs.internal.tick;

import dev.mayfly.allocator.FrameArena;

/** The fields of one system that hold what belongs to a thread. */
public interface ThreadFields {

    /** Whether there are commands among them. */
    boolean hasCommands();

    /** A turn begins on this worker, whose arena this is. */
    void bind(FrameArena arena, int worker);

    /** The turn is over; the ticking thread has this arena. */
    void unbind(FrameArena home);
}
