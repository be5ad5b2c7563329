package dev.mayfly.ecs;

import com.artemis.Archetype;
import com.artemis.ComponentMapper;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.LongList;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.ObjectList;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.error.BridgeException;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.ecs.error.CommandFailedException;
import dev.mayfly.ecs.error.ForeignComponentException;
import dev.mayfly.ecs.error.NoTickException;
import dev.mayfly.ecs.error.ParallelMisuseException;
import dev.mayfly.ecs.error.UnknownNumberException;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/*
 * The recording is two lists. Each command is a word, its kind in the high half and the entity in
 * the low one; one that sets a value has a second word, the value's bits; and what the command is
 * about, an archetype, a mapper or a column, goes into the list of targets. Reading goes through
 * both once.
 *
 * An entity that is yet to be created is known by a negative number. Those numbers go on from one
 * replay to the next, so a number of an earlier one is not among those that are expected now.
 *
 * The lists are taken in the tick's own scope and not where something is first recorded, because
 * that may be in the scope of one system, which ends before the replay. A command that cannot be
 * recorded, since the lists may not grow, leaves no part of itself behind.
 */
/**
 * Structural changes that are recorded now and made at the next system boundary: entities created
 * from an archetype, with initial values in their columns, or deleted; components added and
 * removed. Injected by type, one for each world:
 *
 * <pre>{@code
 * Commands commands; // injected
 *
 * int shot = commands.create(bullet);
 * commands.set(shot, position.x, position.x.get(e));
 * commands.set(shot, velocity.y, 40f);
 * commands.add(e, reloading);
 * commands.delete(target);
 * }</pre>
 *
 * <p>They are replayed in the order in which they were recorded, after the turn of the system that
 * recorded them and before subscription listeners are told what has changed, so listeners see the
 * initial values. What listeners record is replayed when all have been told, and they are told
 * again.
 *
 * <p>A command about an entity that is gone when its turn comes, deleted by a system or by a
 * command before it, is counted ({@link #skipped()}) and left out; it never meets the next entity
 * of that id, which cannot come before the end of the tick. No command outlives its tick. One that
 * fails, by an exception in a component's constructor or {@code reset()}, ends the tick with {@link
 * CommandFailedException}; a tick that fails drops what is not replayed.
 *
 * <p>Commands are there while the world ticks. Between two ticks no one is in the middle of
 * anything: change the world directly.
 *
 * <p>Belongs to its world; not for concurrent use. In standard recording and replay allocate
 * nothing once as many commands have been recorded as are at a time. Every method that records
 * throws {@link NoTickException} if the world is not in a tick, and {@link LimitExceededException}
 * if the recording has to grow past the limit of an open scope; nothing is recorded then.
 */
public final class Commands {

    static final int CREATE = 0;
    static final int CREATE_LIKE = 1;
    static final int DELETE = 2;
    static final int ADD = 3;
    static final int REMOVE = 4;
    static final int SET_FLOAT = 5;
    static final int SET_INT = 6;
    static final int SET_LONG = 7;
    static final int SET_DOUBLE = 8;
    static final int SET_SHORT = 9;
    static final int SET_BYTE = 10;

    /** In what a worker has recorded: the chunk begins whose number follows. */
    static final int CHUNK = 11;

    /** In what the world's have: here belong the workers' chunks below the number that follows. */
    static final int LOOP = 12;

    static final int NO_CHUNK = Integer.MAX_VALUE;

    private static final int FIRST_ROOM = 64;

    private final WorldCommands home;
    private final boolean ofWorker;

    /** What commands are recorded into; null while nothing may be recorded. */
    private @Nullable LongList open;

    /** The same list, also while nothing may be recorded; null outside of a tick. */
    private @Nullable LongList words;

    private @Nullable ObjectList<Object> targets;

    /** The entities that the replay has created so far, in the order of their creation. */
    private @Nullable IntList created;

    /** The number of the first entity to be created since the last replay; never negative. */
    private int firstNumber;

    /** How many are to be created. */
    private int creations;

    /** How many of them belong to earlier chunks, whose numbers are not for this one to use. */
    private int creationsBefore;

    /** Where in the words the chunk begins that is recorded. */
    private int chunkAt;

    private int wordsRead;
    private int targetsRead;

    /**
     * Commands that cannot be recorded yet.
     *
     * @param firstNumber where to begin counting what is created, so that numbers of different
     *     commands differ
     */
    Commands(WorldCommands home, boolean ofWorker, int firstNumber) {
        this.home = home;
        this.ofWorker = ofWorker;
        this.firstNumber = firstNumber;
    }

    /**
     * Records that an entity without components is to be created.
     *
     * @return a number that stands for it in further commands of the same turn; no entity id
     */
    public int create() {
        record(CREATE, 0, null);
        return numberOfNew();
    }

    /**
     * Records that an entity is to be created from an archetype of this world.
     *
     * @return a number that stands for it in further commands of the same turn; no entity id
     */
    public int create(Archetype archetype) {
        record(CREATE_LIKE, 0, Objects.requireNonNull(archetype, "archetype"));
        return numberOfNew();
    }

    /**
     * Records that the entity is to be deleted.
     *
     * @param entity an id, or what {@link #create} returned
     * @throws UnknownNumberException if it is a number of a turn before
     */
    public void delete(int entity) {
        record(DELETE, checked(entity), null);
    }

    /**
     * Records that the entity is to get a component, its columns at their initial values. Changes
     * nothing if it has it.
     *
     * @param entity an id, or what {@link #create} returned
     * @param component the world's store
     * @throws UnknownNumberException if the entity is a number of a turn before
     * @throws ForeignComponentException if the store is another world's
     */
    public void add(int entity, SoaComponent component) {
        record(ADD, checked(entity), mapperOf(component));
    }

    /**
     * Records that the entity is to get a component of any kind. Changes nothing if it has it.
     *
     * @param entity an id, or what {@link #create} returned
     * @param mapper of this world
     * @throws UnknownNumberException if the entity is a number of a turn before
     * @throws ForeignComponentException if the mapper is another world's
     */
    public void add(int entity, ComponentMapper<?> mapper) {
        record(ADD, checked(entity), home.requireOwn(mapper));
    }

    /**
     * Records that the entity is to lose a component. Changes nothing if it does not have it.
     *
     * @param entity an id, or what {@link #create} returned
     * @param component the world's store
     * @throws UnknownNumberException if the entity is a number of a turn before
     * @throws ForeignComponentException if the store is another world's
     */
    public void remove(int entity, SoaComponent component) {
        record(REMOVE, checked(entity), mapperOf(component));
    }

    /**
     * Records that the entity is to lose a component of any kind. Changes nothing if it does not
     * have it.
     *
     * @param entity an id, or what {@link #create} returned
     * @param mapper of this world
     * @throws UnknownNumberException if the entity is a number of a turn before
     * @throws ForeignComponentException if the mapper is another world's
     */
    public void remove(int entity, ComponentMapper<?> mapper) {
        record(REMOVE, checked(entity), home.requireOwn(mapper));
    }

    /**
     * Records that the entity's row of a column is to be set. Meant for entities and components
     * that commands before this one create and add: where an entity has the component now, write to
     * the column itself.
     *
     * @param entity an id, or what {@link #create} returned
     * @param column of a {@link SoaComponent} of this world
     * @throws UnknownNumberException if the entity is a number of a turn before
     */
    public void set(int entity, Floats column, float value) {
        record(SET_FLOAT, entity, column, Float.floatToRawIntBits(value));
    }

    /**
     * As {@link #set(int, Floats, float)}.
     *
     * @throws UnknownNumberException if the entity is a number of a turn before
     */
    public void set(int entity, Ints column, int value) {
        record(SET_INT, entity, column, value);
    }

    /**
     * As {@link #set(int, Floats, float)}.
     *
     * @throws UnknownNumberException if the entity is a number of a turn before
     */
    public void set(int entity, Longs column, long value) {
        record(SET_LONG, entity, column, value);
    }

    /**
     * As {@link #set(int, Floats, float)}.
     *
     * @throws UnknownNumberException if the entity is a number of a turn before
     */
    public void set(int entity, Doubles column, double value) {
        record(SET_DOUBLE, entity, column, Double.doubleToRawLongBits(value));
    }

    /**
     * As {@link #set(int, Floats, float)}.
     *
     * @throws UnknownNumberException if the entity is a number of a turn before
     */
    public void set(int entity, Shorts column, short value) {
        record(SET_SHORT, entity, column, value);
    }

    /**
     * As {@link #set(int, Floats, float)}.
     *
     * @throws UnknownNumberException if the entity is a number of a turn before
     */
    public void set(int entity, Bytes column, byte value) {
        record(SET_BYTE, entity, column, value);
    }

    /**
     * How many commands of this world have been left out because their entity was gone, since the
     * world was made.
     */
    public long skipped() {
        return home.skipped();
    }

    // --- recording

    private void record(int kind, int entity, @Nullable Object target) {
        LongList log = open();
        log.add(word(kind, entity));
        if (target != null) {
            addTarget(log, target);
        }
    }

    private void record(int kind, int entity, Object column, long bits) {
        Objects.requireNonNull(column, "column");
        int known = checked(entity);
        LongList log = open();
        log.add(word(kind, known));
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

    private static long word(int kind, int entity) {
        return (long) kind << Integer.SIZE | Integer.toUnsignedLong(entity);
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

    private SoaMapper<?> mapperOf(SoaComponent component) {
        SoaMapper<?> mapper = component.mapper();
        home.requireOwn(mapper);
        return mapper;
    }

    private int numberOfNew() {
        int number = firstNumber + creations & Integer.MAX_VALUE;
        creations++;
        return -1 - number;
    }

    private int checked(int entity) {
        return entity < 0 ? checkedNumber(entity) : entity;
    }

    private int checkedNumber(int number) {
        int index = indexOf(number);
        if (index < creationsBefore || index >= creations) {
            throw new UnknownNumberException(number);
        }
        return number;
    }

    /** Which of the entities that are to be created this is. */
    private int indexOf(int number) {
        return -1 - number - firstNumber & Integer.MAX_VALUE;
    }

    // --- when to record

    /** Begins to record, in lists of the innermost open scope. */
    void open(FrameArena arena) {
        openStorage(arena);
        open = words;
    }

    /** Takes the lists to record into, but does not record yet. */
    void openStorage(FrameArena arena) {
        targets = arena.objectList(FIRST_ROOM);
        created = arena.intList(FIRST_ROOM);
        words = arena.longList(FIRST_ROOM);
    }

    /** Drops what is recorded, and records no more. */
    void close() {
        if (words != null) {
            clear();
            open = null;
            words = null;
            targets = null;
            created = null;
        }
    }

    /** Drops what is recorded. */
    void clear() {
        if (words == null) {
            return;
        }
        words.clear();
        targets().clear();
        Objects.requireNonNull(created).clear();
        firstNumber = firstNumber + creations & Integer.MAX_VALUE;
        creations = 0;
        creationsBefore = 0;
        wordsRead = 0;
        targetsRead = 0;
    }

    /** Does not record until {@link #endLoop}: bodies run, and record elsewhere. */
    void beginLoop() {
        open = null;
    }

    /** Records again, first of all that the workers' chunks belong here; 0 if there are none. */
    void endLoop(int chunksBelow) {
        open = words;
        if (open != null && chunksBelow > 0) {
            open.add(word(LOOP, chunksBelow));
        }
    }

    /** For a worker's: what is recorded from now on is of this chunk. */
    void beginChunk(int number) {
        LongList log = Objects.requireNonNull(words);
        chunkAt = log.length();
        log.add(word(CHUNK, number));
        creationsBefore = creations;
        open = log;
    }

    /** Does not record until the next chunk; leaves no trace of one without commands. */
    void endChunk() {
        LongList log = Objects.requireNonNull(words);
        if (log.length() == chunkAt + 1) {
            log.removeLast();
        }
        open = null;
    }

    // --- replay

    /** Whether there is a command that has not been read. */
    boolean hasNext() {
        return words != null && wordsRead < words.length();
    }

    /** The chunk that comes next in what a worker has recorded; {@link #NO_CHUNK} for none. */
    int nextChunk() {
        return hasNext() ? (int) Objects.requireNonNull(words).get(wordsRead) : NO_CHUNK;
    }

    /** Whether there is a command of the chunk that has begun. */
    boolean hasNextOfChunk() {
        return hasNext() && kindOf(Objects.requireNonNull(words).get(wordsRead)) != CHUNK;
    }

    static int kindOf(long word) {
        return (int) (word >>> Integer.SIZE);
    }

    long nextWord() {
        return Objects.requireNonNull(words).get(wordsRead++);
    }

    Object nextTarget() {
        return targets().get(targetsRead++);
    }

    void created(int entity) {
        Objects.requireNonNull(created).add(entity);
    }

    /** The id of what a command calls {@code entity}. */
    int idOf(int entity) {
        return entity >= 0 ? entity : Objects.requireNonNull(created).get(indexOf(entity));
    }

    @Override
    public String toString() {
        LongList log = words;
        return log == null ? "commands (closed)" : "commands in " + log.length() + " words";
    }
}
