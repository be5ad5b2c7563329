package dev.mayfly.ecs.internal.tick;

import com.artemis.World;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ReentryException;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.team.FrameTeam;
import dev.mayfly.ecs.error.ParallelMisuseException;
import dev.mayfly.ecs.internal.artemis.ParallelGuard;
import dev.mayfly.ecs.internal.artemis.RoundWatch;
import dev.mayfly.ecs.internal.command.WorldCommands;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * The workers that one world's parallel systems run on.
 *
 * <p>How it works: a turn cuts its entities into chunks, whose number and limits depend on nothing
 * but the entities. A worker takes chunks as they come, in ascending order, and what it records and
 * emits bears the number of the chunk. When the turn ends, events are merged by that number, and so
 * are commands when they are replayed: each worker's are in ascending order already. So the result
 * is that of one worker that takes all chunks, however many there are and whoever was faster.
 *
 * <p>The frame of the team begins with the first such turn of a tick and ends with the tick, so
 * that commands are there until their replay. If a turn fails, what its bodies recorded and emitted
 * is dropped, all of it: which chunks were done is chance.
 *
 * @param <W> what a worker is to those that run on it
 */
public final class WorldWorkers<W> {

    /** How many ticks of a world may go on, one within the other; a mistake rather than a wish. */
    private static final int MOST_TICKS = 64;

    private final WorkerTeam<W> team;
    private final WorldCommands commands;
    private final TickStorage storage;
    private final ParallelGuard guard = new ParallelGuard();
    private final Tick tick = new Tick();
    private int ticks;

    /** The arena of the thread that ticks. */
    private @Nullable FrameArena home;

    /** The workers of a world that has this. */
    public WorldWorkers(WorkerTeam<W> team, WorldCommands commands, TickStorage storage) {
        this.team = team;
        this.commands = commands;
        this.storage = storage;
    }

    /**
     * Makes the world, which is in the making, ready for loops.
     *
     * @param watch who sees rounds of listeners; null for nobody
     */
    public void join(World world, @Nullable RoundWatch watch) {
        guard.install(world, watch);
        commands.of(world);
    }

    /** Whether bodies, or systems side by side, run now. */
    public boolean isInLoop() {
        return guard.isOn();
    }

    /**
     * Throws if bodies, or systems side by side, run now.
     *
     * @param what was done, to begin the message with
     * @param instead what a body does instead
     */
    public void requireNoLoop(String what, String instead) {
        guard.requireNone(what, instead);
    }

    /**
     * A tick begins; it ends when what is returned is closed.
     *
     * @throws ReentryException if so many ticks go on that there is no end to be expected
     */
    Tick tick(FrameArena arena) {
        if (ticks == MOST_TICKS) {
            throw new ReentryException(
                    MOST_TICKS
                            + " ticks of a world are going on, one within the other: a system or"
                            + " listener ticks its own world without an end. Have it do its work"
                            + " and return; the loop outside of the world ticks.");
        }
        home = arena;
        ticks++;
        return tick;
    }

    /** The worker of this number. */
    public W worker(int index) {
        return team.worker(index);
    }

    /** What the worker of this number has. */
    Seat seat(int index) {
        return team.seats()[index];
    }

    /** The number of the chunk that begins at this place of the loop that is on. */
    public int chunkAt(int from, int grain) {
        return commands.chunksSoFar() + from / grain;
    }

    /**
     * Runs the body over the numbers below {@code count}, in chunks.
     *
     * @param tag of the scope that each worker's arena is in meanwhile; null for none
     */
    public void run(int count, int grain, FrameTeam.Body body, @Nullable Tag tag) {
        FrameTeam open = team.open();
        boolean completed = false;
        try {
            guard.begin();
            refuseHome(ParallelMisuseException::arenaInBody);
            commands.beginLoop();
            storage.beginLoop(team.seats().length);
            runInScopes(open, count, grain, body, tag);
            completed = true;
        } finally {
            guard.end();
            refuseHome(null);
            try {
                storage.endLoop(completed);
            } finally {
                commands.endLoop(completed ? Math.ceilDiv(count, grain) : 0);
            }
        }
    }

    private void runInScopes(
            FrameTeam open, int count, int grain, FrameTeam.Body body, @Nullable Tag tag) {
        if (tag == null) {
            open.parallelFor(0, count, grain, body);
            return;
        }
        int depth = open.arena(0).depth();
        Throwable failure = null;
        try {
            for (Seat seat : team.seats()) {
                seat.arena().scope(tag);
            }
            open.parallelFor(0, count, grain, body);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        for (Seat seat : team.seats()) {
            try {
                seat.arena().unwind(depth);
            } catch (Throwable thrown) {
                failure = Failures.joined(failure, thrown);
            }
        }
        Failures.rethrow(failure);
    }

    /**
     * Runs turns of systems side by side, this many a chunk; the body keeps what they throw. All in
     * one chunk come one after the other.
     */
    void runTurns(int count, int grain, FrameTeam.Body body) {
        FrameTeam open = team.open();
        guard.beginSystems();
        refuseHome(ParallelMisuseException::arenaBesideOthers);
        commands.beginLoop();
        try {
            open.parallelFor(0, count, grain, body);
        } finally {
            guard.end();
            refuseHome(null);
            commands.endLoop(count);
        }
    }

    /**
     * From checked on: has the ticking thread's arena refuse all use, also by the body that this
     * thread runs: which one that is is chance. Null for no more.
     */
    private void refuseHome(@Nullable Supplier<ParallelMisuseException> refusal) {
        if (Safety.CHECKED && home != null) {
            Insides.of(home).refuse(refusal);
        }
    }

    /** Whether a tick is going on. */
    public boolean isInTick() {
        return ticks > 0;
    }

    /** Lets go of the team. */
    public void close() {
        team.close();
    }

    /** A tick that is going on. */
    final class Tick implements AutoCloseable {

        /** Ends the frame of the team, unless an outer tick goes on. */
        @Override
        public void close() {
            ticks--;
            if (ticks == 0) {
                team.endFrame();
            }
        }
    }
}
