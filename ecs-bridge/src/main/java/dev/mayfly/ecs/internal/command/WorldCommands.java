package dev.mayfly.ecs.internal.command;

import com.artemis.World;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.Failures;
import dev.mayfly.ecs.error.CommandFailedException;
import dev.mayfly.ecs.internal.entity.EntityNumbers;
import dev.mayfly.ecs.internal.entity.Generations;
import dev.mayfly.ecs.internal.entity.NewIds;
import dev.mayfly.ecs.internal.entity.NumberHolders;
import dev.mayfly.ecs.internal.entity.TakenIds;
import dev.mayfly.ecs.internal.entity.WorldColumns;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * The commands of one world: when they may be recorded, and when they are replayed.
 *
 * <p>Why a command never meets the successor of its entity: Artemis frees ids when {@code
 * World.process()} has run its strategy to the end, and only then, and no command is left by then:
 * the last boundary of a tick replays until none is pending, and a tick that fails drops the rest.
 * So between recording and replay an id has one owner, and what is asked before each command is
 * whether that owner is alive. For the same reason a snapshot, which is taken and restored between
 * ticks, has no commands to keep.
 */
public final class WorldCommands {

    private final TakenIds ids;
    private final WorldColumns columns;
    private final Generations generations;
    private final NumberHolders holders;
    private final NewIds newIds = this::idOf;

    private @Nullable OwnThings own;
    private @Nullable Recording recording;
    private @Nullable CommandReplay replay;

    /** That of the recording, which is asked at each boundary. */
    private @Nullable CommandReader reader;

    /** How many ticks are going on: more than one if a system ticks its own world. */
    private int ticks;

    private Recording[] workers = {};

    /** How many chunks the loops since the last replay have had. */
    private int chunks;

    /**
     * Those of a world that nobody records in yet.
     *
     * @param ids which of the world's are entities'
     * @param columns the world's
     * @param generations of its entities
     * @param holders who may have been given the number of an entity that was to be created
     */
    public WorldCommands(
            TakenIds ids, WorldColumns columns, Generations generations, NumberHolders holders) {
        this.ids = ids;
        this.columns = columns;
        this.generations = generations;
        this.holders = holders;
    }

    /** What the world's systems record into; made when the first asks. */
    public Recording of(World world) {
        if (recording == null) {
            own = new OwnThings(world, ids, columns, generations);
            replay = new CommandReplay(world, generations);
            recording =
                    new Recording(
                            own,
                            false,
                            new NewEntities(EntityNumbers.LOWEST, EntityNumbers.OF_WORLD));
            reader = recording.reader();
        }
        return recording;
    }

    /** How many commands were left out because their entity was gone. */
    public long skipped() {
        return Objects.requireNonNull(replay).skipped();
    }

    /** Commands may be recorded from now on, in lists of the scope that is open. */
    public void beginTick(FrameArena arena) {
        if (recording != null) {
            if (ticks == 0) {
                recording.open(arena);
            }
            ticks++;
        }
    }

    /** As {@link #beginTick}, for listeners that are told between two ticks. */
    public void beginTelling(FrameArena arena) {
        beginTick(arena);
        ids.telling(true);
    }

    /** Ends what {@link #beginTelling} began. */
    public void endTelling() {
        ids.telling(false);
        endTick();
    }

    /** Drops what has not been replayed. */
    public void endTick() {
        if (recording != null && ticks > 0) {
            ticks--;
            if (ticks == 0) {
                recording.close();
            }
            clear();
        }
    }

    /** Whether there are commands to be replayed. */
    public boolean isPending() {
        return reader != null && reader.hasNext();
    }

    // --- parallel loops

    /** A recording for one more worker. */
    public Recording newRecorder() {
        return new Recording(
                Objects.requireNonNull(own),
                true,
                new NewEntities(EntityNumbers.LOWEST_OF_WORKERS, EntityNumbers.OF_WORKERS));
    }

    /** The workers' recordings, to be merged where a loop was. */
    public void join(Recording[] all) {
        workers = all;
        int each = Integer.highestOneBit(EntityNumbers.OF_WORKERS / all.length);
        for (int i = 0; i < all.length; i++) {
            all[i].numberFrom(EntityNumbers.LOWEST_OF_WORKERS + i * each, each);
        }
    }

    /** How many chunks the loops since the last replay have had. */
    public int chunksSoFar() {
        return chunks;
    }

    /** Bodies are about to run, and to record into the workers' recordings. */
    public void beginLoop() {
        Objects.requireNonNull(recording).beginLoop();
    }

    /** No body runs any more; what those of a failed loop recorded is left to the tick's end. */
    public void endLoop(int chunksRun) {
        chunks += chunksRun;
        Objects.requireNonNull(recording).endLoop(chunksRun == 0 ? 0 : chunks);
    }

    // --- replay

    /**
     * Makes all changes that are recorded.
     *
     * @throws CommandFailedException if one fails; then it and those after it are dropped
     */
    public void replay() {
        if (isPending()) {
            replay(Objects.requireNonNull(reader), Objects.requireNonNull(replay));
        }
    }

    private void replay(CommandReader log, CommandReplay player) {
        player.begin();
        try {
            while (log.hasNext()) {
                long word = log.nextWord();
                if (CommandKind.of(word) == CommandKind.LOOP) {
                    replayLoop((int) word, player);
                } else {
                    player.run(word, log);
                }
            }
            if (player.hasCreated()) {
                holders.settle(newIds);
            }
        } finally {
            clear();
        }
    }

    /** Replays the workers' chunks below a number, in ascending order. */
    private void replayLoop(int below, CommandReplay player) {
        for (CommandReader next = first(); next.nextChunk() < below; next = first()) {
            next.nextWord();
            while (next.hasNextOfChunk()) {
                player.run(next.nextWord(), next);
            }
        }
    }

    /** Whose next chunk has the lowest number. */
    private CommandReader first() {
        CommandReader first = workers[0].reader();
        for (Recording worker : workers) {
            if (worker.reader().nextChunk() < first.nextChunk()) {
                first = worker.reader();
            }
        }
        return first;
    }

    private int idOf(int number) {
        int id = Objects.requireNonNull(reader).idOrNumber(number);
        for (int i = 0; i < workers.length && id == number; i++) {
            id = workers[i].reader().idOrNumber(number);
        }
        return id;
    }

    private void clear() {
        chunks = 0;
        Throwable failure = null;
        try {
            Objects.requireNonNull(recording).clear();
        } catch (ScopeOrderException ended) {
            failure = ended;
        }
        for (Recording worker : workers) {
            try {
                worker.clear();
            } catch (ScopeOrderException ended) {
                failure = Failures.joined(failure, ended);
            }
        }
        Failures.rethrow(failure);
    }
}
