package dev.mayfly.allocator.team;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.internal.Insides;

import org.jspecify.annotations.Nullable;

import java.io.Serial;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One worker of a {@link FrameTeam}: an arena, and the task that runs loops with it on whichever
 * thread of the pool takes it.
 *
 * <p>How it works: the task is made once and goes to the pool again and again. {@link #exec}
 * answers that it has not completed, so to the pool it stays a task that may be submitted, and is
 * never reset. Its state says where it is. A loop that finds no chunk left revokes the tasks that
 * have not begun instead of waiting for them; such a task leaves the pool's queue, or, where others
 * have been put on top of it, stays there, and the next loop only changes its state back.
 *
 * <p>Why that is safe: every change of state is one compare-and-set, or is made by the thread that
 * runs the task, so a task is in the queue at most once and runs at most once at a time. The
 * changes also order the threads: what the caller did before it engaged the worker happens before
 * the run, and the run before what the caller does once it sees that the worker is not running.
 */
final class TeamWorker extends ForkJoinTask<Void> {

    @Serial private static final long serialVersionUID = 1L;

    /** With the team: in no queue, and nothing to do. */
    private static final int IDLE = 0;

    /** In the pool's queue, to run the loop that is on. */
    private static final int ENGAGED = 1;

    /** In the pool's queue, with nothing to do any more. */
    private static final int REVOKED = 2;

    /** On a thread. */
    private static final int RUNNING = 3;

    final transient FrameArena arena;
    final int index;

    private final transient ParallelLoop loop;
    private final AtomicInteger state = new AtomicInteger(IDLE);

    /**
     * The thread that runs chunks as this worker, and how many workers it has been before, which
     * wait below on its stack. A thread that reads itself here has written it, so others may look
     * without being ordered.
     */
    private transient @Nullable Thread runner;

    private int below;

    TeamWorker(FrameArena arena, int index, ParallelLoop loop) {
        this.arena = arena;
        this.index = index;
        this.loop = loop;
    }

    /** Has the pool run the loop that is on. */
    void engage(ForkJoinPool pool) {
        if (state.compareAndSet(REVOKED, ENGAGED)) {
            return;
        }
        state.set(ENGAGED);
        try {
            pool.execute(this);
        } catch (Throwable refused) {
            state.set(IDLE);
            throw refused;
        }
    }

    /**
     * Takes back what has not begun, and out of the queue of the calling thread if it is on top
     * there: a thread that waits for work of its own, as a parallel stream's does, runs what is on
     * top of its queue, and a task of ours would be in the way; in a pool without threads, for
     * ever. To be called in the reverse order of engaging.
     */
    void withdraw() {
        if (state.compareAndSet(ENGAGED, REVOKED) && tryUnfork()) {
            state.set(IDLE);
        }
    }

    /** Takes back what has not begun; returns whether there is nothing that goes on. */
    boolean revoke() {
        return state.compareAndSet(ENGAGED, REVOKED) || state.get() != RUNNING;
    }

    @Override
    protected boolean exec() {
        // Again where the worker was engaged anew just as this was about to go.
        while (!runIfEngaged() && !state.compareAndSet(REVOKED, IDLE)) {
            Thread.onSpinWait();
        }
        return false;
    }

    private boolean runIfEngaged() {
        if (!state.compareAndSet(ENGAGED, RUNNING)) {
            return false;
        }
        Thread caller = loop.caller();
        try {
            loop.work(this);
        } finally {
            state.set(IDLE);
            loop.wake(caller);
        }
        return true;
    }

    /** Makes the calling thread this worker, above {@code outer}. */
    void enter(@Nullable TeamWorker outer) {
        below = outer == null ? 0 : outer.below + 1;
        runner = Thread.currentThread();
        lend(Thread.currentThread());
    }

    /** Ends what {@link #enter} began; the arena is the caller's again. */
    void leave(Thread caller) {
        runner = null;
        lend(caller);
    }

    /** Makes that thread the owner of the arena. */
    void lend(Thread borrower) {
        Insides.of(arena).lend(borrower);
    }

    /** Begins a frame on the arena, under that tag or, for null, its own. */
    void begin(@Nullable Tag tag) {
        if (tag == null) {
            arena.begin();
        } else {
            arena.begin(tag);
        }
    }

    /** The one of {@code workers} that the calling thread is now; null if it is none. */
    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    static @Nullable TeamWorker current(TeamWorker[] workers) {
        Thread self = Thread.currentThread();
        TeamWorker found = null;
        for (TeamWorker worker : workers) {
            if (worker.runner == self && (found == null || worker.below > found.below)) {
                found = worker;
            }
        }
        return found;
    }

    /** Nothing: what a loop computes is where its body put it. */
    @Override
    public @Nullable Void getRawResult() {
        return null;
    }

    @Override
    protected void setRawResult(@Nullable Void value) {
        // There is no result to keep.
    }
}
