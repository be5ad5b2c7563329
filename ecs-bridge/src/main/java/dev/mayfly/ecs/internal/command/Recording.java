package dev.mayfly.ecs.internal.command;

import com.artemis.Archetype;
import com.artemis.ComponentMapper;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.LongList;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.ObjectList;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.error.BridgeException;
import dev.mayfly.ecs.error.NoTickException;
import dev.mayfly.ecs.error.ParallelMisuseException;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/*
 * The recording is two lists. Each command is a word, its kind in the high half and the entity in
 * the low one; one that sets a value has a second word, the value's bits; and what the command is
 * about, an archetype, a mapper or a column, goes into the list of targets. Reading goes through
 * both once.
 *
 * The lists are taken in the tick's own scope and not where something is first recorded, because
 * that may be in the scope of one system, which ends before the replay. A command that cannot be
 * recorded, since the lists may not grow, leaves no part of itself behind.
 */
/** Commands that are recorded, by the world's systems or by one worker, until they are replayed. */
public final class Recording {

    private static final int FIRST_ROOM = 64;

    private final OwnMappers mappers;
    private final boolean ofWorker;
    private final NewEntities newEntities;
    private final CommandReader reader;

    /** What commands are recorded into; null while nothing may be recorded. */
    private @Nullable LongList open;

    /** The same list, also while nothing may be recorded; null outside of a tick. */
    private @Nullable LongList words;

    private @Nullable ObjectList<Object> targets;

    /** Where in the words the chunk begins that is recorded. */
    private int chunkAt;

    /**
     * A recording that nothing can be added to yet.
     *
     * @param firstNumber where to begin counting what is created, so that numbers of different
     *     recordings differ
     */
    Recording(OwnMappers mappers, boolean ofWorker, int firstNumber) {
        this.mappers = mappers;
        this.ofWorker = ofWorker;
        newEntities = new NewEntities(firstNumber);
        reader = new CommandReader(newEntities);
    }

    // --- commands

    /** An entity without components is to be created; returns the number that stands for it. */
    public int create() {
        record(CommandKind.CREATE, 0, null);
        return newEntities.next();
    }

    /** An entity is to be created from an archetype; returns the number that stands for it. */
    public int create(Archetype archetype) {
        record(CommandKind.CREATE_LIKE, 0, Objects.requireNonNull(archetype, "archetype"));
        return newEntities.next();
    }

    /** The entity is to be deleted. */
    public void delete(int entity) {
        record(CommandKind.DELETE, newEntities.checked(entity), null);
    }

    /** The entity is to get the mapper's component. */
    public void add(int entity, ComponentMapper<?> mapper) {
        record(CommandKind.ADD, newEntities.checked(entity), mappers.requireOwn(mapper));
    }

    /** The entity is to lose the mapper's component. */
    public void remove(int entity, ComponentMapper<?> mapper) {
        record(CommandKind.REMOVE, newEntities.checked(entity), mappers.requireOwn(mapper));
    }

    /** The entity's row of a column is to be set, as by the other methods of this name. */
    public void set(int entity, Floats column, float value) {
        record(CommandKind.SET_FLOAT, entity, column, Float.floatToRawIntBits(value));
    }

    /** As {@link #set(int, Floats, float)}. */
    public void set(int entity, Ints column, int value) {
        record(CommandKind.SET_INT, entity, column, value);
    }

    /** As {@link #set(int, Floats, float)}. */
    public void set(int entity, Longs column, long value) {
        record(CommandKind.SET_LONG, entity, column, value);
    }

    /** As {@link #set(int, Floats, float)}. */
    public void set(int entity, Doubles column, double value) {
        record(CommandKind.SET_DOUBLE, entity, column, Double.doubleToRawLongBits(value));
    }

    /** As {@link #set(int, Floats, float)}. */
    public void set(int entity, Shorts column, short value) {
        record(CommandKind.SET_SHORT, entity, column, value);
    }

    /** As {@link #set(int, Floats, float)}. */
    public void set(int entity, Bytes column, byte value) {
        record(CommandKind.SET_BYTE, entity, column, value);
    }

    private void record(int kind, int entity, @Nullable Object target) {
        LongList log = open();
        log.add(CommandKind.word(kind, entity));
        if (target != null) {
            addTarget(log, target);
        }
    }

    private void record(int kind, int entity, Object column, long bits) {
        Objects.requireNonNull(column, "column");
        int known = newEntities.checked(entity);
        LongList log = open();
        log.add(CommandKind.word(kind, known));
        try {
            log.add(bits);
        } catch (RuntimeException refused) {
            log.removeLast();
            throw refused;
        }
        try {
            targets().add(column);
        } catch (RuntimeException refused) {
            log.removeLast();
            log.removeLast();
            throw refused;
        }
    }

    private void addTarget(LongList log, Object target) {
        try {
            targets().add(target);
        } catch (RuntimeException refused) {
            log.removeLast();
            throw refused;
        }
    }

    private LongList open() {
        LongList log = open;
        if (log == null) {
            throw refused();
        }
        return log;
    }

    private BridgeException refused() {
        if (ofWorker) {
            return ParallelMisuseException.outsideBody("Commands of a worker");
        }
        return words == null
                ? NoTickException.recording()
                : ParallelMisuseException.inBody(
                        "A command was recorded with the world's Commands",
                        "record it with worker.commands()");
    }

    private ObjectList<Object> targets() {
        return Objects.requireNonNull(targets);
    }

    // --- when to record

    /** Begins to record, in lists of the innermost open scope. */
    void open(FrameArena arena) {
        openStorage(arena);
        open = words;
    }

    /** Takes the lists to record into, but does not record yet. */
    public void openStorage(FrameArena arena) {
        targets = arena.objectList(FIRST_ROOM);
        newEntities.open(arena, FIRST_ROOM);
        words = arena.longList(FIRST_ROOM);
        reader.begin(words, targets);
    }

    /** Drops what is recorded, and records no more. */
    public void close() {
        if (words != null) {
            clear();
            open = null;
            words = null;
            targets = null;
            newEntities.close();
            reader.begin(null, null);
        }
    }

    /** Drops what is recorded. */
    void clear() {
        if (words == null) {
            return;
        }
        words.clear();
        targets().clear();
        newEntities.clear();
        reader.rewind();
    }

    /** What reads the commands; each once. */
    CommandReader reader() {
        return reader;
    }

    // --- parallel loops

    /** Does not record until {@link #endLoop}: bodies run, and record elsewhere. */
    void beginLoop() {
        open = null;
    }

    /** Records again, first of all that the workers' chunks belong here; 0 if there are none. */
    void endLoop(int chunksBelow) {
        open = words;
        if (open != null && chunksBelow > 0) {
            open.add(CommandKind.word(CommandKind.LOOP, chunksBelow));
        }
    }

    /** For a worker's: what is recorded from now on is of this chunk. */
    public void beginChunk(int number) {
        LongList log = Objects.requireNonNull(words);
        chunkAt = log.length();
        log.add(CommandKind.word(CommandKind.CHUNK, number));
        newEntities.beginChunk();
        open = log;
    }

    /** Does not record until the next chunk; leaves no trace of one without commands. */
    public void endChunk() {
        LongList log = Objects.requireNonNull(words);
        if (log.length() == chunkAt + 1) {
            log.removeLast();
        }
        open = null;
    }

    @Override
    public String toString() {
        LongList log = words;
        return log == null ? "commands (closed)" : "commands in " + log.length() + " words";
    }
}
