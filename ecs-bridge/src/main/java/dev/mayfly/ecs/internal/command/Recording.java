package dev.mayfly.ecs.internal.command;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.LongList;
import dev.mayfly.allocator.ObjectList;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.ExtensionException;
import dev.mayfly.allocator.error.ForeignThreadException;
import dev.mayfly.allocator.error.ScopeOrderException;
import dev.mayfly.allocator.internal.ArenaIdentity;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.MissingComponentException;
import dev.mayfly.ecs.error.NoTickException;
import dev.mayfly.ecs.error.ParallelMisuseException;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/*
 * The recording is two lists. Each command is a word, its kind in the high half and the entity in
 * the low one; one that sets a value has a second word, the value's bits; and what the command is
 * about, an archetype, a mapper or a column, goes into the list of targets. Reading goes through
 * both once.
 *
 * The lists are taken in the tick's own scope and not where something is first recorded, because
 * that may be in the scope of one system, which ends before the replay.
 */
/** Commands that are recorded, by the world's systems or by one worker, until they are replayed. */
public final class Recording {

    private static final int FIRST_ROOM = 64;

    private final OwnThings own;
    private final boolean ofWorker;
    private final NewEntities newEntities;
    private final CommandReader reader;

    private Recorder recorder = (_, _) -> {};

    /** What commands are recorded into, also while nothing may be; null outside of a tick. */
    private @Nullable LongList words;

    private @Nullable ObjectList<Object> targets;

    /** The arena that the lists are of. */
    private @Nullable ArenaIdentity owner;

    /** From checked on: the entities that commands since the last replay give a component. */
    private final Set<Integer> gaining = new HashSet<>();

    /** Whether workers have recorded, since the last replay, who knows what. */
    private boolean afterLoop;

    /** Where in the words the chunk begins that is recorded. */
    private int chunkAt;

    /**
     * A recording that nothing can be added to yet.
     *
     * @param newEntities those that it is to create, with numbers that no other recording has
     */
    Recording(OwnThings own, boolean ofWorker, NewEntities newEntities) {
        this.own = own;
        this.ofWorker = ofWorker;
        this.newEntities = newEntities;
        reader = new CommandReader(newEntities);
    }

    /**
     * Where commands are appended. Whoever appends keeps the two lists itself, so that recording a
     * command reaches them without a step by way of here.
     */
    public interface Recorder {

        /** Appends to these lists from now on; null for to none. */
        void recordInto(@Nullable LongList words, @Nullable ObjectList<Object> targets);
    }

    /** Has this recorder append from now on. */
    public void recordBy(Recorder appending) {
        recorder = appending;
    }

    // --- for the recorder

    /** What is of the recording's world, and what is not. */
    public OwnThings own() {
        return own;
    }

    /** The number of one more entity that is to be created. */
    public int nextNumber() {
        return newEntities.next();
    }

    /** Throws if there are no more numbers for entities that are to be created. */
    public void requireNumber() {
        if (!newEntities.hasNext()) {
            throw ParallelMisuseException.tooManyEntities();
        }
    }

    /** Whether this is the number of an entity that is to be created. */
    public boolean isExpected(int number) {
        return newEntities.isExpected(number);
    }

    /** Returns the number of an entity that is to be created, and throws if it is none. */
    public int checkedNumber(int number) {
        return newEntities.checked(number);
    }

    /** From checked on: an entity that there is is to be given a component. */
    public void noteAdding(int entity) {
        if (!ofWorker) {
            gaining.add(entity);
        }
    }

    /**
     * From checked on: throws if the entity has not the component that a column is of, and is given
     * none by a command before. What workers give it is seen when commands are replayed.
     *
     * @throws MissingComponentException if it will not have it
     */
    public void requireOwner(Object column, int entity) {
        boolean isNew = entity < 0 || entity == OwnThings.NOBODY;
        if (!isNew && !ofWorker && !afterLoop && !gaining.contains(entity)) {
            own.requireOwner(column, entity);
        }
    }

    /** From checked on: throws if the calling thread may not record. */
    public void requireThread() {
        ArenaIdentity arena = owner;
        if (arena != null && !arena.mayChange()) {
            throw new ForeignThreadException(
                    "Thread '"
                            + Thread.currentThread().getName()
                            + "' recorded a command with the Commands of thread '"
                            + arena.owner().getName()
                            + "'. Record it on that thread; with several threads use"
                            + " worker.commands() in a ParallelSpanSystem.");
        }
    }

    /** What to throw where nothing may be recorded. */
    public ExtensionException refused() {
        if (ofWorker) {
            return ParallelMisuseException.outsideBody("Commands of a worker");
        }
        return words == null
                ? NoTickException.recording()
                : ParallelMisuseException.inBody(
                        "A command was recorded with the world's Commands",
                        "record it with worker.commands()");
    }

    private void recordInto(@Nullable LongList list) {
        recorder.recordInto(list, list == null ? null : targets);
    }

    private ObjectList<Object> targets() {
        return Objects.requireNonNull(targets);
    }

    // --- when to record

    /** Begins to record, in lists of the innermost open scope. */
    void open(FrameArena arena) {
        openStorage(arena);
        recordInto(words);
    }

    /** Takes the lists to record into, but does not record yet. */
    public void openStorage(FrameArena arena) {
        owner = Insides.of(arena);
        targets = arena.objectList(FIRST_ROOM);
        newEntities.open(arena, FIRST_ROOM);
        words = arena.longList(FIRST_ROOM);
        reader.begin(words, targets);
    }

    /**
     * Drops what is recorded, and records no more. The lists end with their scope, and may have:
     * then somebody has closed that, and is told so elsewhere.
     */
    public void close() {
        forgetAdding();
        if (words != null) {
            recordInto(null);
            words = null;
            targets = null;
            newEntities.close();
            reader.begin(null, null);
        }
    }

    /** Drops what is recorded. */
    void clear() {
        LongList log = words;
        if (log == null) {
            return;
        }
        forgetAdding();
        try {
            log.clear();
            targets().clear();
            newEntities.clear();
            reader.rewind();
        } catch (ExpiredException ended) {
            close();
            throw frameEnded(ended);
        }
    }

    private void forgetAdding() {
        afterLoop = false;
        if (Safety.CHECKED) {
            gaining.clear();
        }
    }

    /** What to throw where the lists have ended before their time. */
    static ScopeOrderException frameEnded(ExpiredException late) {
        ScopeOrderException ended =
                new ScopeOrderException(
                        "The frame of a tick, or that of a worker in it, was ended while commands"
                                + " were recorded in it; they are dropped. Leave ending it to the"
                                + " world, and close only what you have opened.");
        ended.initCause(late);
        return ended;
    }

    /** What reads the commands; each once. */
    CommandReader reader() {
        return reader;
    }

    /** For a worker's, which has recorded nothing: numbers of entities to be created. */
    void numberFrom(int lowest, int count) {
        newEntities.range(lowest, count);
    }

    // --- parallel loops

    /** Does not record until {@link #endLoop}: bodies run, and record elsewhere. */
    void beginLoop() {
        recordInto(null);
    }

    /** Records again, first of all that the workers' chunks belong here; 0 if there are none. */
    void endLoop(int chunksBelow) {
        recordInto(words);
        if (words != null && chunksBelow > 0) {
            words.add(CommandKind.word(CommandKind.LOOP, chunksBelow));
            afterLoop = true;
        }
    }

    /** For a worker's: what is recorded from now on is of this chunk. */
    public void beginChunk(int number) {
        LongList log = Objects.requireNonNull(words);
        chunkAt = log.length();
        log.add(CommandKind.word(CommandKind.CHUNK, number));
        newEntities.beginChunk();
        recordInto(log);
    }

    /** Does not record until the next chunk; leaves no trace of one without commands. */
    public void endChunk() {
        LongList log = Objects.requireNonNull(words);
        recordInto(null);
        try {
            if (log.length() == chunkAt + 1) {
                log.removeLast();
            }
        } catch (ExpiredException ended) {
            throw frameEnded(ended);
        }
    }

    @Override
    public String toString() {
        LongList log = words;
        return log == null ? "commands (closed)" : "commands in " + log.length() + " words";
    }
}
