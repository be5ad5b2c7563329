package dev.mayfly.ecs;

import com.artemis.Archetype;
import com.artemis.ComponentMapper;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.LongList;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.ObjectList;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.allocator.error.LimitExceededException;
import dev.mayfly.allocator.internal.Insides;
import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.ecs.error.CommandFailedException;
import dev.mayfly.ecs.error.DeadEntityException;
import dev.mayfly.ecs.error.ForeignComponentException;
import dev.mayfly.ecs.error.MissingComponentException;
import dev.mayfly.ecs.error.NoTickException;
import dev.mayfly.ecs.error.StrayNumberException;
import dev.mayfly.ecs.error.UnknownNumberException;
import dev.mayfly.ecs.internal.command.CommandKind;
import dev.mayfly.ecs.internal.command.OwnThings;
import dev.mayfly.ecs.internal.command.Recording;
import dev.mayfly.ecs.internal.command.WorldCommands;
import dev.mayfly.ecs.internal.entity.EntityNumbers;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

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
 * of that id, which cannot come before the end of the tick. An id that nobody has when the command
 * is recorded was kept beyond its entity: from checked on that throws {@link DeadEntityException},
 * in standard the command is about whoever has the id by then, or left out. No command outlives its
 * tick. One that fails, by an exception in a component's constructor or {@code reset()}, ends the
 * tick with {@link CommandFailedException}; a tick that fails drops what is not replayed.
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

    private final WorldCommands home;
    private final Recording recording;
    private final OwnThings own;

    /** What commands are recorded into; null while nothing may be recorded. */
    private @Nullable LongList words;

    private @Nullable ObjectList<Object> targets;

    /** The archetype that was used last, which is of this world. */
    private @Nullable Archetype known;

    Commands(WorldCommands home, Recording recording) {
        this.home = home;
        this.recording = recording;
        own = recording.own();
        recording.recordBy(this::recordInto);
    }

    /**
     * Records that an entity without components is to be created.
     *
     * @return a number that stands for it in further commands of the same turn; no entity id
     */
    public int create() {
        recording.requireNumber();
        record(CommandKind.CREATE, 0, null);
        return recording.nextNumber();
    }

    /**
     * Records that an entity is to be created from an archetype of this world.
     *
     * @return a number that stands for it in further commands of the same turn; no entity id
     * @throws ForeignComponentException if the archetype is another world's
     */
    @SuppressWarnings("ReferenceEquality") // it is remembered
    public int create(Archetype archetype) {
        if (archetype != known) {
            known = own.require(Objects.requireNonNull(archetype, "archetype"));
        }
        recording.requireNumber();
        record(CommandKind.CREATE_LIKE, 0, archetype);
        return recording.nextNumber();
    }

    /**
     * Records that the entity is to be deleted.
     *
     * @param entity an id, or what {@link #create} returned
     * @throws UnknownNumberException if it is a number of a turn before
     */
    public void delete(int entity) {
        record(CommandKind.DELETE, checked(entity), null);
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
        record(CommandKind.ADD, checked(entity), own.require(component.mapper()));
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
        record(CommandKind.ADD, checked(entity), own.require(mapper));
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
        record(CommandKind.REMOVE, checked(entity), own.require(component.mapper()));
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
        record(CommandKind.REMOVE, checked(entity), own.require(mapper));
    }

    /**
     * Records that the entity's row of a column is to be set. Meant for entities and components
     * that commands before this one create and add: where an entity has the component now, write to
     * the column itself.
     *
     * @param entity an id, or what {@link #create} returned
     * @param column of a {@link SoaComponent} of this world
     * @throws UnknownNumberException if the entity is a number of a turn before
     * @throws ForeignComponentException if the column is none of this world's
     * @throws MissingComponentException from checked on, if the entity has not the column's
     *     component and no command before gives it one
     */
    public void set(int entity, Floats column, float value) {
        record(CommandKind.SET_FLOAT, checked(entity), column, Float.floatToRawIntBits(value));
    }

    /**
     * As {@link #set(int, Floats, float)}. Where the column's field is marked {@code @EntityId},
     * the value may be what {@link #create} returned: what is written then is the id.
     *
     * @throws UnknownNumberException if the entity, or the value for a column of ids, is a number
     *     of a turn before
     * @throws StrayNumberException if the value is what {@link #create} returned and the column
     *     does not hold ids
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(int entity, Ints column, int value) {
        int kind = EntityNumbers.isNumber(value) ? kindOf(column, value) : CommandKind.SET_INT;
        record(kind, checked(entity), column, value);
    }

    /**
     * As {@link #set(int, Floats, float)}.
     *
     * @throws UnknownNumberException if the entity is a number of a turn before
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(int entity, Longs column, long value) {
        record(CommandKind.SET_LONG, checked(entity), column, value);
    }

    /**
     * As {@link #set(int, Floats, float)}.
     *
     * @throws UnknownNumberException if the entity is a number of a turn before
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(int entity, Doubles column, double value) {
        record(CommandKind.SET_DOUBLE, checked(entity), column, Double.doubleToRawLongBits(value));
    }

    /**
     * As {@link #set(int, Floats, float)}.
     *
     * @throws UnknownNumberException if the entity is a number of a turn before
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(int entity, Shorts column, short value) {
        record(CommandKind.SET_SHORT, checked(entity), column, value);
    }

    /**
     * As {@link #set(int, Floats, float)}.
     *
     * @throws UnknownNumberException if the entity is a number of a turn before
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(int entity, Bytes column, byte value) {
        record(CommandKind.SET_BYTE, checked(entity), column, value);
    }

    /**
     * As {@link #set(int, Floats, float)}.
     *
     * @throws UnknownNumberException if the entity is a number of a turn before
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(int entity, Handles column, long handle) {
        record(CommandKind.SET_LONG, checked(entity), Insides.of(column), handle);
    }

    /**
     * As {@link #set(int, Handles, long)}, to the handle that an entity has then; to {@link
     * EntityHandles#NONE} if it is gone. An {@code int} of 0 is the entity 0; for none pass {@code
     * NONE}.
     *
     * @param target an id, or what {@link #create} returned
     * @throws UnknownNumberException if the entity, or the target, is a number of a turn before
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(int entity, Handles column, int target) {
        int known = checked(target);
        record(CommandKind.SET_HANDLE, checked(entity), Insides.of(column), known);
    }

    // --- by handles

    /**
     * As {@link #delete(int)}.
     *
     * @param handle of {@link EntityHandles}; if its entity is gone the command is left out
     * @throws DeadEntityException if it is no handle
     */
    public void delete(long handle) {
        record(CommandKind.DELETE, own.idOf(handle), null);
    }

    /**
     * As {@link #add(int, SoaComponent)}.
     *
     * @param handle of {@link EntityHandles}; if its entity is gone the command is left out
     * @throws DeadEntityException if it is no handle
     * @throws ForeignComponentException if the store is another world's
     */
    public void add(long handle, SoaComponent component) {
        record(CommandKind.ADD, own.idOf(handle), own.require(component.mapper()));
    }

    /**
     * As {@link #add(int, ComponentMapper)}.
     *
     * @param handle of {@link EntityHandles}; if its entity is gone the command is left out
     * @throws DeadEntityException if it is no handle
     * @throws ForeignComponentException if the mapper is another world's
     */
    public void add(long handle, ComponentMapper<?> mapper) {
        record(CommandKind.ADD, own.idOf(handle), own.require(mapper));
    }

    /**
     * As {@link #remove(int, SoaComponent)}.
     *
     * @param handle of {@link EntityHandles}; if its entity is gone the command is left out
     * @throws DeadEntityException if it is no handle
     * @throws ForeignComponentException if the store is another world's
     */
    public void remove(long handle, SoaComponent component) {
        record(CommandKind.REMOVE, own.idOf(handle), own.require(component.mapper()));
    }

    /**
     * As {@link #remove(int, ComponentMapper)}.
     *
     * @param handle of {@link EntityHandles}; if its entity is gone the command is left out
     * @throws DeadEntityException if it is no handle
     * @throws ForeignComponentException if the mapper is another world's
     */
    public void remove(long handle, ComponentMapper<?> mapper) {
        record(CommandKind.REMOVE, own.idOf(handle), own.require(mapper));
    }

    /**
     * As {@link #set(int, Floats, float)}.
     *
     * @param handle of {@link EntityHandles}; if its entity is gone the command is left out
     * @throws DeadEntityException if it is no handle
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(long handle, Floats column, float value) {
        record(CommandKind.SET_FLOAT, own.idOf(handle), column, Float.floatToRawIntBits(value));
    }

    /**
     * As {@link #set(int, Longs, long)}.
     *
     * @param handle of {@link EntityHandles}; if its entity is gone the command is left out
     * @throws DeadEntityException if it is no handle
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(long handle, Longs column, long value) {
        record(CommandKind.SET_LONG, own.idOf(handle), column, value);
    }

    /**
     * As {@link #set(int, Doubles, double)}.
     *
     * @param handle of {@link EntityHandles}; if its entity is gone the command is left out
     * @throws DeadEntityException if it is no handle
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(long handle, Doubles column, double value) {
        record(CommandKind.SET_DOUBLE, own.idOf(handle), column, Double.doubleToRawLongBits(value));
    }

    /**
     * As {@link #set(int, Shorts, short)}.
     *
     * @param handle of {@link EntityHandles}; if its entity is gone the command is left out
     * @throws DeadEntityException if it is no handle
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(long handle, Shorts column, short value) {
        record(CommandKind.SET_SHORT, own.idOf(handle), column, value);
    }

    /**
     * As {@link #set(int, Bytes, byte)}.
     *
     * @param handle of {@link EntityHandles}; if its entity is gone the command is left out
     * @throws DeadEntityException if it is no handle
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(long handle, Bytes column, byte value) {
        record(CommandKind.SET_BYTE, own.idOf(handle), column, value);
    }

    /**
     * As {@link #set(int, Ints, int)}.
     *
     * @param handle of {@link EntityHandles}; if its entity is gone the command is left out
     * @throws DeadEntityException if it is no handle
     * @throws UnknownNumberException if the value for a column of ids is a number of a turn before
     * @throws StrayNumberException if the value is what {@link #create} returned and the column
     *     does not hold ids
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(long handle, Ints column, int value) {
        int kind = EntityNumbers.isNumber(value) ? kindOf(column, value) : CommandKind.SET_INT;
        record(kind, own.idOf(handle), column, value);
    }

    /**
     * As {@link #set(int, Handles, long)}.
     *
     * @param handle of {@link EntityHandles}; if its entity is gone the command is left out
     * @throws DeadEntityException if it is no handle
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(long handle, Handles column, long target) {
        record(CommandKind.SET_LONG, own.idOf(handle), Insides.of(column), target);
    }

    /**
     * As {@link #set(int, Handles, int)}.
     *
     * @param handle of {@link EntityHandles}; if its entity is gone the command is left out
     * @throws DeadEntityException if it is no handle
     * @throws UnknownNumberException if the target is a number of a turn before
     * @throws ForeignComponentException if the column is none of this world's
     */
    public void set(long handle, Handles column, int target) {
        int known = checked(target);
        record(CommandKind.SET_HANDLE, own.idOf(handle), Insides.of(column), known);
    }

    /**
     * How many commands of this world have been left out because their entity was gone, since the
     * world was made: deleted by then, or by handle.
     */
    public long skipped() {
        return home.skipped();
    }

    // A command that cannot be recorded, since the lists may not grow, leaves no part of itself.

    private void record(int kind, int entity, @Nullable Object target) {
        LongList log = open();
        log.add(CommandKind.word(kind, entity));
        if (target != null) {
            addTarget(log, target, 1);
        }
        if (Safety.CHECKED && kind == CommandKind.ADD) {
            recording.noteAdding(entity);
        }
    }

    private void record(int kind, int entity, Object column, long bits) {
        own.requireColumn(Objects.requireNonNull(column, "column"));
        LongList log = open();
        if (Safety.CHECKED) {
            recording.requireOwner(column, entity);
        }
        log.add(CommandKind.word(kind, entity));
        try {
            log.add(bits);
        } catch (RuntimeException refused) {
            log.removeLast();
            throw refused;
        }
        addTarget(log, column, 2);
    }

    private void addTarget(LongList log, Object target, int wordsOfCommand) {
        try {
            Objects.requireNonNull(targets).add(target);
        } catch (RuntimeException refused) {
            for (int i = 0; i < wordsOfCommand; i++) {
                log.removeLast();
            }
            throw refused;
        }
    }

    private LongList open() {
        LongList log = words;
        if (log == null) {
            throw recording.refused();
        }
        if (Safety.CHECKED) {
            recording.requireThread();
        }
        return log;
    }

    private int checked(int entity) {
        if (entity < 0) {
            return recording.checkedNumber(entity);
        }
        return Safety.CHECKED ? own.taken(entity) : entity;
    }

    /** How to set a column to what looks like the number of an entity that is to be created. */
    private int kindOf(Ints column, int value) {
        own.requireColumn(Objects.requireNonNull(column, "column"));
        if (own.holdsIds(column)) {
            recording.checkedNumber(value);
            return CommandKind.SET_ID;
        }
        if (recording.isExpected(value)) {
            throw StrayNumberException.set(value, column);
        }
        return CommandKind.SET_INT;
    }

    private void recordInto(@Nullable LongList newWords, @Nullable ObjectList<Object> newTargets) {
        words = newWords;
        targets = newTargets;
    }

    @Override
    public String toString() {
        return recording.toString();
    }
}
