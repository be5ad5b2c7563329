package dev.mayfly.allocator.team;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.internal.LoopCaller;
import dev.mayfly.allocator.internal.Safety;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The loop that a team's workers share, made once and used for each.
 *
 * <p>How it works: the caller sets up the range, engages as many workers as there is work for, and
 * is worker 0 itself. Each worker claims chunks by adding the grain to one cursor until that has
 * passed the end, so a worker that is late, or never comes, leaves its share to the others, and a
 * chunk needs no object. A failure moves the cursor to the end: no further chunk begins.
 *
 * <p>Why that is safe: the fields of a loop are written while no worker runs ({@link TeamWorker}
 * has the order). The cursor is a long: it passes the end by at most one grain a worker, and cannot
 * overflow. The caller returns only when no worker runs, whatever was thrown.
 */
final class ParallelLoop {

    /**
     * How often the caller looks for workers to be done before it sleeps. Chunks end at nearly the
     * same time, and to be woken costs more than to look.
     */
    private static final int LOOKS = 256;

    /** The cursor's place, with a cache line and the one that is fetched with it on both sides. */
    private static final int CURSOR = 16;

    private final AtomicLongArray cursor = new AtomicLongArray(2 * CURSOR + 1);

    private TeamWorker[] workers = {};
    private FrameTeam.@Nullable Body body;
    private @Nullable Thread caller;

    /** The caller, to those that work for it; null in standard. */
    private @Nullable LoopCaller workedFor;

    private long end;
    private int grain;

    private volatile boolean callerWaits;

    /** What is thrown to the caller; guarded by this. */
    private @Nullable Throwable failure;

    void assign(TeamWorker[] team) {
        workers = team;
    }

    Thread caller() {
        return Objects.requireNonNull(caller);
    }

    /** Runs the body over a range that is not empty, as worker 0 and with others from the pool. */
    void run(ForkJoinPool pool, int from, int to, int chunk, FrameTeam.Body work) {
        caller = Thread.currentThread();
        if (Safety.CHECKED) {
            workedFor = LoopCaller.here();
        }
        end = to;
        grain = chunk;
        body = work;
        cursor.set(CURSOR, from);
        int team = (int) Math.min(workers.length, Math.ceilDiv((long) to - from, chunk));
        try {
            for (int i = 1; i < team; i++) {
                workers[i].engage(pool);
            }
        } catch (Throwable refused) {
            fail(refused);
        }
        work(workers[0]);
        for (int i = team - 1; i > 0; i--) {
            workers[i].withdraw();
        }
        awaitOthers(team);
        body = null;
        Failures.rethrow(takeFailure());
    }

    /** Runs chunks until none is left, as the given worker. What is thrown goes to the caller. */
    void work(TeamWorker worker) {
        FrameArena arena = worker.arena;
        FrameTeam.Body work = Objects.requireNonNull(body);
        int depth = arena.depth();
        LoopCaller before = workedFor == null ? null : workedFor.begin();
        worker.enter(TeamWorker.current(workers));
        try {
            long last = end;
            int chunk = grain;
            for (long at = claim(chunk); at < last; at = claim(chunk)) {
                work.run((int) at, (int) Math.min(at + chunk, last), arena, worker.index);
            }
            TeamErrors.requireBalance(arena, depth);
        } catch (Throwable thrown) {
            unwind(arena, depth, thrown);
            fail(thrown);
        } finally {
            worker.leave(caller());
            if (Safety.CHECKED) {
                LoopCaller.end(before);
            }
        }
    }

    private long claim(int chunk) {
        return cursor.getAndAdd(CURSOR, chunk);
    }

    /** Runs a loop inside a body: chunk after chunk, on this thread, as the worker that it is. */
    static void runInside(TeamWorker worker, int from, int to, int chunk, FrameTeam.Body work) {
        FrameArena arena = worker.arena;
        int depth = arena.depth();
        try {
            for (long at = from; at < to; at += chunk) {
                work.run((int) at, (int) Math.min(at + chunk, to), arena, worker.index);
            }
            TeamErrors.requireBalance(arena, depth);
        } catch (Throwable thrown) {
            unwind(arena, depth, thrown);
            throw thrown;
        }
    }

    private static void unwind(FrameArena arena, int depth, Throwable thrown) {
        try {
            arena.unwind(depth);
        } catch (Throwable damage) {
            Failures.joined(thrown, damage);
        }
    }

    /** Whether no worker runs; takes back those that have not begun. */
    boolean isOver() {
        boolean over = true;
        for (TeamWorker worker : workers) {
            over &= worker.revoke();
        }
        return over;
    }

    /** Forgets what a caller that has died left here. */
    synchronized void forget() {
        body = null;
        failure = null;
        callerWaits = false;
    }

    private synchronized void fail(Throwable thrown) {
        failure = Failures.joined(failure, thrown);
        cursor.set(CURSOR, end);
    }

    private synchronized @Nullable Throwable takeFailure() {
        Throwable thrown = failure;
        failure = null;
        return thrown;
    }

    /** Waits until no other worker of the loop runs; takes back those that have not begun. */
    private void awaitOthers(int team) {
        boolean interrupted = false;
        int looks = 0;
        for (int i = 1; i < team; i++) {
            while (!workers[i].revoke()) {
                if (looks < LOOKS) {
                    looks++;
                    Thread.onSpinWait();
                } else if (!callerWaits) {
                    // Then once more to the workers: one that ends from now on sees this.
                    callerWaits = true;
                } else {
                    LockSupport.park(this);
                    interrupted |= Thread.interrupted();
                }
            }
        }
        callerWaits = false;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Wakes the caller, if it sleeps, when a worker has ended. */
    void wake(Thread sleeper) {
        if (callerWaits) {
            LockSupport.unpark(sleeper);
        }
    }
}
