package dev.mayfly.allocator.team;

import dev.mayfly.allocator.FrameAllocator;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.AllocatorClosedException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.TeamMemory;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.ToLongFunction;

/**
 * A frame that several threads work in: the calling thread and those of a {@link ForkJoinPool},
 * each with an arena of its own.
 *
 * <pre>{@code
 * try (TeamFrame frame = team.begin()) {
 *     team.parallelFor(0, entities, 1_024, (from, to, arena, worker) -> {
 *         Floats distances = arena.floats(to - from);
 *         ...
 *     });
 * }
 * }</pre>
 *
 * <p>A team of n has n workers, numbered from 0, and as many arenas. Worker 0 is the calling
 * thread; the others are not bound to threads: the pool decides which of its threads is which
 * worker, for the time of one loop. What a body takes from its arena lives until the team's frame
 * ends, and the caller may read it when the loop has returned.
 *
 * <p>Used by one thread at a time: the one that begins a frame starts the loops and ends the frame;
 * the next frame may be another thread's. Once the team has seen its load a frame allocates nothing
 * on the heap (in standard), however many chunks its loops have.
 */
public final class FrameTeam implements AutoCloseable {

    /** What a loop does with one chunk of its range. */
    @FunctionalInterface
    public interface Body {

        /**
         * Works on the elements from {@code from}, inclusive, to {@code to}, exclusive. Called for
         * several chunks at once, on several threads; never at once with the same arena.
         *
         * @param arena the arena of the worker that runs this; for the calling thread, until this
         *     returns. Scopes opened in it have to be closed by then.
         * @param worker the number of that worker, 0 to {@link FrameTeam#workers()} - 1
         */
        void run(int from, int to, FrameArena arena, int worker);
    }

    private final TeamMemory<FrameArena> memory;
    private final ForkJoinPool pool;
    private final TeamLife life;
    private final TeamWorker[] workers;
    private final ParallelLoop loop = new ParallelLoop();

    private TeamFrame frame = new TeamFrame(this);

    /** Whether the frame is about to end: the workers' own end, and run what scopes have to. */
    private boolean ending;

    private volatile boolean closed;

    private FrameTeam(FrameAllocator memory, ForkJoinPool pool, boolean ownsPool, int workers) {
        this.memory = Insides.of(memory);
        this.pool = pool;
        this.life = new TeamLife(ownsPool ? pool : null);
        this.workers = new TeamWorker[workers];
        for (int i = 0; i < workers; i++) {
            this.workers[i] = new TeamWorker(this.memory.addArena("worker " + i), i, loop);
        }
        loop.assign(this.workers);
    }

    /**
     * A team with a pool of its own, which {@link #close()} shuts down.
     *
     * @param memory where the arenas take their native memory
     * @param workers how many there are, the calling thread included: 1 to 32,767; the pool has one
     *     thread less
     * @throws dev.mayfly.allocator.error.InvalidSizeException if that number is out of range
     * @throws AllocatorClosedException if {@code memory} was closed
     */
    public static FrameTeam create(FrameAllocator memory, int workers) {
        TeamErrors.requireWorkers(workers);
        // A pool starts its threads when it gets work: one that gets none costs none.
        ForkJoinPool pool = new ForkJoinPool(Math.max(1, workers - 1));
        return enrolled(new FrameTeam(memory, pool, true, workers));
    }

    /**
     * A team of the calling thread and as many threads of {@code pool} as its parallelism says. The
     * pool, which may be {@link ForkJoinPool#commonPool()}, stays the program's to shut down; other
     * work may go on in it, and a loop waits for none of that.
     *
     * @param memory where the arenas take their native memory
     * @throws AllocatorClosedException if {@code memory} was closed
     */
    public static FrameTeam create(FrameAllocator memory, ForkJoinPool pool) {
        int workers = Math.min(pool.getParallelism() + 1, TeamErrors.MAX_WORKERS);
        return enrolled(new FrameTeam(memory, pool, false, workers));
    }

    private static FrameTeam enrolled(FrameTeam team) {
        try {
            team.memory.enrol(team, team.life, team.arenas());
        } catch (AllocatorClosedException late) {
            team.life.shutDownOwnPool();
            throw late;
        }
        return team;
    }

    /**
     * Begins a frame under a tag of Mayfly's own, named "frame".
     *
     * @see #begin(Tag)
     */
    public TeamFrame begin() {
        return beginAll(null);
    }

    /**
     * Begins a frame on the arena of every worker. Close what this returns. A frame whose thread
     * has died before it ended it is ended here, without the actions of its scopes.
     *
     * @param tag what the workers' frames are opened under; its limit holds for each of them
     * @throws dev.mayfly.allocator.error.FrameOpenException if a frame of this team is open, or one
     *     that was begun on the arena of a worker alone; nothing has changed
     * @throws AllocatorClosedException if the team or its allocator was closed
     */
    public TeamFrame begin(Tag tag) {
        return beginAll(Objects.requireNonNull(tag, "tag"));
    }

    /** Begins a frame under that tag, or that of arenas where it is null. */
    private TeamFrame beginAll(@Nullable Tag tag) {
        Thread self = Thread.currentThread();
        if (!life.enter(self) && !takeOver(self)) {
            throw TeamErrors.frameOpen(this, tag == null ? "frame" : tag.name());
        }
        int begun = 0;
        try {
            if (closed) {
                throw TeamErrors.teamClosed();
            }
            for (TeamWorker worker : workers) {
                worker.lend(self);
                worker.begin(tag);
                begun++;
            }
        } catch (Throwable refused) {
            endWorkers(begun, refused);
            life.leave();
            throw refused;
        }
        if (Safety.CHECKED) {
            frame = new TeamFrame(this);
        }
        return frame;
    }

    /**
     * Ends the frame of a thread that has died, and makes the calling one its caller; false where
     * that thread lives, or a worker still runs.
     */
    private boolean takeOver(Thread self) {
        Thread dead = life.caller();
        if (dead == null) {
            return life.enter(self);
        }
        if (dead.isAlive() || !life.takeOver(dead, self)) {
            return false;
        }
        if (!loop.isOver()) {
            life.takeOver(self, dead);
            return false;
        }
        ending = false;
        loop.forget();
        for (TeamWorker worker : workers) {
            memory.abandon(worker.arena);
        }
        if (Safety.CHECKED) {
            frame = new TeamFrame(this);
        }
        return true;
    }

    boolean isOpen(TeamFrame asked) {
        return asked == frame && isOpen();
    }

    boolean isOpen() {
        return life.isOpen();
    }

    void end(TeamFrame ended) {
        if (ended != frame || !isOpen()) {
            throw TeamErrors.closedTwice(this);
        }
        if (TeamWorker.current(workers) != null) {
            throw TeamErrors.closedInBody(this);
        }
        requireCaller();
        if (ending) {
            throw TeamErrors.closedTwice(this);
        }
        ending = true;
        Throwable failure = endWorkers(workers.length, null);
        ending = false;
        life.leave();
        Failures.rethrow(failure);
    }

    /** Ends the frames of the first {@code count} workers, whatever their actions throw. */
    private @Nullable Throwable endWorkers(int count, @Nullable Throwable earlier) {
        Throwable failure = earlier;
        for (int i = 0; i < count; i++) {
            try {
                workers[i].arena.end();
            } catch (Throwable found) {
                failure = Failures.joined(failure, found);
            }
        }
        return failure;
    }

    /**
     * Runs {@code body} over the range from {@code from} to {@code to}, exclusive, in chunks of
     * {@code grain} elements, the last one maybe shorter: each element in one chunk, in no order.
     * Returns when all have been run; what the bodies wrote is then seen by the caller.
     *
     * <p>The calling thread works as well, and waits for chunks that others have begun only: in a
     * pool that is busy, or if it is a thread of the pool itself, it runs what is left alone. In a
     * body of this team the loop runs on the calling thread, as the worker that it is.
     *
     * <p>A body that throws ends the loop: chunks that have begun are finished, no other one
     * begins. The exception is thrown here as it is, those of other workers as its suppressed ones.
     * Every arena is then back in the scope in which the loop found it; the frame stays open.
     *
     * @param grain elements in a chunk, 1 or more. Claiming a chunk costs an atomic addition that
     *     all workers share: let a chunk take some microseconds or more
     * @throws dev.mayfly.allocator.error.InvalidSizeException if {@code grain} is less than 1, or
     *     {@code from} over {@code to}
     * @throws dev.mayfly.allocator.error.NoFrameException if no frame of the team is open
     * @throws dev.mayfly.allocator.error.ForeignThreadException if the calling thread neither began
     *     the frame nor is in a body
     * @throws dev.mayfly.allocator.error.ScopeOrderException if a body left a scope open, or closed
     *     one that it did not open
     * @throws RejectedExecutionException if the pool was shut down
     */
    public void parallelFor(int from, int to, int grain, Body body) {
        Objects.requireNonNull(body, "body");
        TeamErrors.requireRange(from, to, grain);
        TeamWorker inside = TeamWorker.current(workers);
        if (inside != null) {
            ParallelLoop.runInside(inside, from, to, grain, body);
            return;
        }
        requireCaller();
        if (from < to) {
            loop.run(pool, from, to, grain, body);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a thread is equal to itself alone
    private void requireCaller() {
        Thread opened = life.caller();
        if (opened == null) {
            throw TeamErrors.noFrame(this);
        }
        if (opened != Thread.currentThread()) {
            throw TeamErrors.foreignThread(this, opened);
        }
    }

    /** How many workers there are, and arenas: what loops run on at most. */
    public int workers() {
        return workers.length;
    }

    private List<FrameArena> arenas() {
        return Arrays.stream(workers).map(worker -> worker.arena).toList();
    }

    /**
     * The arena of a worker, the same one in each frame. While a frame is open it is the caller's
     * to use outside of loops; inside of them it is its worker's.
     *
     * @param worker 0 to {@link #workers()} - 1
     * @throws OutOfBoundsException if there is no such worker
     */
    public FrameArena arena(int worker) {
        if (worker < 0 || worker >= workers.length) {
            throw new OutOfBoundsException(
                    "Worker "
                            + worker
                            + " was asked for of "
                            + this
                            + "; use 0 to "
                            + (workers.length - 1)
                            + ".");
        }
        return workers[worker].arena;
    }

    /**
     * Bytes taken in the open frame and not given back, by all workers; 0 while no frame is open.
     * Not for use in a body, as other workers' figures change meanwhile.
     */
    public long used() {
        return sum(FrameArena::used);
    }

    /**
     * The sum of the most bytes that a frame of each worker has had in use at once. So it is what
     * the team can have needed at most; not all workers need have had their peak in one frame.
     */
    public long peak() {
        return sum(FrameArena::peak);
    }

    /** Bytes attributed to {@code tag} by all workers, as {@link FrameArena#attributed} says. */
    public long attributed(Tag tag) {
        return sum(arena -> arena.attributed(tag));
    }

    private long sum(ToLongFunction<FrameArena> figure) {
        long sum = 0;
        for (TeamWorker worker : workers) {
            sum += figure.applyAsLong(worker.arena);
        }
        return sum;
    }

    /**
     * Gives the native memory of all workers back to the allocator, and shuts the pool down if it
     * is the team's own. Closing again does nothing. Of a team that is dropped instead, the
     * allocator does that, once it is used again after the garbage collector has found the team.
     *
     * @throws dev.mayfly.allocator.error.FrameOpenException if a frame of the team is open, of a
     *     thread that is alive; nothing changes
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        Thread self = Thread.currentThread();
        if (!life.enter(self) && !takeOver(self)) {
            throw TeamErrors.closedInFrame(this);
        }
        closed = true;
        for (TeamWorker worker : workers) {
            worker.lend(self);
        }
        Failures failures = new Failures();
        failures.run(() -> memory.dismiss(this));
        failures.run(life::shutDownOwnPool);
        life.leave();
        failures.rethrow();
    }

    @Override
    public String toString() {
        return "a frame team of " + workers.length + (closed ? " (closed)" : "");
    }
}
