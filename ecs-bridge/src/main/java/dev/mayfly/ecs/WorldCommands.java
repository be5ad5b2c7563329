package dev.mayfly.ecs;

import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.utils.Bag;

import dev.mayfly.allocator.FrameArena;

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

    private @Nullable Commands commands;
    private @Nullable CommandReplay replay;

    @SuppressWarnings("rawtypes")
    private Bag<ComponentMapper> mappers = new Bag<>();

    /** How many ticks are going on: more than one if a system ticks its own world. */
    private int ticks;

    /** What systems have injected; made when the first asks. */
    Commands of(World world) {
        if (commands == null) {
            mappers = ArtemisInternals.mapperTable(world.getComponentManager());
            replay = new CommandReplay(world);
            commands = new Commands(this);
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
        if (commands != null && ticks > 0 && --ticks == 0) {
            commands.close();
        }
    }

    boolean isPending() {
        return commands != null && commands.hasNext();
    }

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

    private static void replay(Commands log, CommandReplay player) {
        player.begin();
        try {
            while (log.hasNext()) {
                player.next(log);
            }
        } finally {
            log.clear();
        }
    }
}
