package dev.mayfly.ecs;

import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.utils.Bag;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.ecs.error.CommandFailedException;
import dev.mayfly.ecs.error.ForeignComponentException;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * The {@link Commands} of one world: when they may be recorded, and when they are replayed.
 *
 * <p>Why a command never meets the successor of its entity: Artemis frees ids when {@code
 * World.process()} has run its strategy to the end, and only then, and no command is left by then:
 * the last boundary of a tick replays until none is pending, and a tick that fails drops the rest.
 * So between recording and replay an id has one owner, and what is asked before each command is
 * whether that owner is alive. For the same reason a snapshot, which is taken and restored between
 * ticks, has no commands to keep.
 */
final class WorldCommands {

    /** How far apart the numbers are that different workers begin to count with. */
    private static final int NUMBERS_APART = 1 << 20;

    private @Nullable Commands commands;
    private @Nullable CommandReplay replay;

    @SuppressWarnings("rawtypes")
    private Bag<ComponentMapper> mappers = new Bag<>();

    /** How many ticks are going on: more than one if a system ticks its own world. */
    private int ticks;

    private Commands[] workers = {};
    private int recorders;

    /** How many chunks the loops since the last replay have had. */
    private int chunks;

    /** What systems have injected; made when the first asks. */
    Commands of(World world) {
        if (commands == null) {
            mappers = ArtemisInternals.mapperTable(world.getComponentManager());
            replay = new CommandReplay(world);
            commands = new Commands(this, false, 0);
        }
        return commands;
    }

    long skipped() {
        return Objects.requireNonNull(replay).skipped();
    }

    /** Returns the mapper if it is of this world, and throws if not. */
    @SuppressWarnings("ReferenceEquality") // another world's is as equal as can be
    ComponentMapper<?> requireOwn(ComponentMapper<?> mapper) {
        if (mappers.safeGet(mapper.getType().getIndex()) != mapper) {
            throw new ForeignComponentException(mapper.getType().getType());
        }
        return mapper;
    }

    /** Commands may be recorded from now on, in lists of the scope that is open. */
    void beginTick(FrameArena arena) {
        if (commands != null) {
            if (ticks == 0) {
                commands.open(arena);
            }
            ticks++;
        }
    }

    /** Drops what has not been replayed. */
    void endTick() {
        if (commands != null && ticks > 0) {
            ticks--;
            clear();
            if (ticks == 0) {
                commands.close();
            }
        }
    }

    boolean isPending() {
        return commands != null && commands.hasNext();
    }

    // --- parallel loops

    /** Commands for one more worker. */
    Commands newRecorder() {
        recorders++;
        return new Commands(this, true, recorders * NUMBERS_APART & Integer.MAX_VALUE);
    }

    /** The workers' commands, to be merged where a loop was. */
    void join(Commands[] all) {
        workers = all;
    }

    /** How many chunks the loops since the last replay have had. */
    int chunksSoFar() {
        return chunks;
    }

    /** Bodies are about to run, and to record with the workers' commands. */
    void beginLoop() {
        Objects.requireNonNull(commands).beginLoop();
    }

    /** No body runs any more; what those of a failed loop recorded is left to the tick's end. */
    void endLoop(int chunksRun) {
        chunks += chunksRun;
        Objects.requireNonNull(commands).endLoop(chunksRun == 0 ? 0 : chunks);
    }

    // --- replay

    /**
     * Makes all changes that are recorded.
     *
     * @throws CommandFailedException if one fails; then it and those after it are dropped
     */
    void replay() {
        if (isPending()) {
            replay(Objects.requireNonNull(commands), Objects.requireNonNull(replay));
        }
    }

    private void replay(Commands log, CommandReplay player) {
        player.begin();
        try {
            while (log.hasNext()) {
                long word = log.nextWord();
                if (Commands.kindOf(word) == Commands.LOOP) {
                    replayLoop((int) word, player);
                } else {
                    player.run(word, log);
                }
            }
        } finally {
            clear();
        }
    }

    /** Replays the workers' chunks below a number, in ascending order. */
    private void replayLoop(int below, CommandReplay player) {
        for (Commands next = first(); next.nextChunk() < below; next = first()) {
            next.nextWord();
            while (next.hasNextOfChunk()) {
                player.run(next.nextWord(), next);
            }
        }
    }

    /** Whose next chunk has the lowest number. */
    private Commands first() {
        Commands first = workers[0];
        for (Commands worker : workers) {
            if (worker.nextChunk() < first.nextChunk()) {
                first = worker;
            }
        }
        return first;
    }

    private void clear() {
        Objects.requireNonNull(commands).clear();
        for (Commands worker : workers) {
            worker.clear();
        }
        chunks = 0;
    }
}
