package dev.mayfly.allocator.team;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.FrameOpenException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.allocator.error.NoFrameException;
import dev.mayfly.allocator.error.ScopeOrderException;

/** What a team says when it is misused. */
final class TeamErrors {

    /** The most workers a team can have: what a ForkJoinPool can have, and the caller. */
    static final int MAX_WORKERS = 0x7fff;

    private TeamErrors() {}

    static void requireWorkers(int workers) {
        if (workers < 1 || workers > MAX_WORKERS) {
            throw new InvalidSizeException(
                    "A frame team of "
                            + workers
                            + " workers was asked for; use 1 to "
                            + MAX_WORKERS
                            + ", the calling thread included.");
        }
    }

    static void requireRange(int from, int to, int grain) {
        if (from > to) {
            throw new InvalidSizeException(
                    "parallelFor was given a range from "
                            + from
                            + " to "
                            + to
                            + "; the end may not be before the start.");
        }
        if (grain < 1) {
            throw new InvalidSizeException(
                    "parallelFor was given chunks of "
                            + grain
                            + " elements (its grain); use 1 or more.");
        }
    }

    /** Throws unless a body left its arena as deep in scopes as it got it. */
    static void requireBalance(FrameArena arena, int depth) {
        if (arena.depth() != depth) {
            throw new ScopeOrderException(
                    "A body of parallelFor got "
                            + depth
                            + " open scopes and left "
                            + arena.depth()
                            + " on "
                            + arena
                            + ". What it left open has ended now. Close in a body the scopes that"
                            + " it opens, and no others; try-with-resources does.");
        }
    }

    static FrameOpenException frameOpen(Object team, String wanted) {
        return new FrameOpenException(
                "Frame '"
                        + wanted
                        + "' was begun while a frame is open on "
                        + team
                        + ". End that one first; it is one frame for all workers.");
    }

    static FrameOpenException closedInFrame(Object team) {
        return new FrameOpenException(
                "The team was closed while a frame is open on " + team + ". End the frame first.");
    }

    static NoFrameException noFrame(Object team) {
        return new NoFrameException(
                "parallelFor was called while no frame is open on "
                        + team
                        + ". Call it between begin() and the end of the frame.");
    }

    static ForeignThreadException foreignThread(Object team, Thread caller) {
        return new ForeignThreadException(
                "Thread '"
                        + Thread.currentThread().getName()
                        + "' used "
                        + team
                        + ", whose frame was begun by thread '"
                        + caller.getName()
                        + "'. Only that thread starts loops and ends the frame; another one takes"
                        + " part as a worker.");
    }

    static ScopeOrderException closedTwice(Object team) {
        return new ScopeOrderException(
                "A frame of " + team + " was closed that had ended. Close each frame once.");
    }

    static ScopeOrderException closedInBody(Object team) {
        return new ScopeOrderException(
                "The frame of "
                        + team
                        + " was closed in a body of its own parallelFor. Nothing has changed. Close"
                        + " it when parallelFor has returned.");
    }

    static AllocatorClosedException teamClosed() {
        return new AllocatorClosedException(
                "The frame team was closed; frames can be had from an open one only. Close it after"
                        + " the last frame.");
    }
}
