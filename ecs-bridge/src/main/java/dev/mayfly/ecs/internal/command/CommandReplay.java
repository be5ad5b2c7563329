package dev.mayfly.ecs.internal.command;

import com.artemis.Archetype;
import com.artemis.ComponentMapper;
import com.artemis.World;

import dev.mayfly.allocator.Bytes;
import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.allocator.Shorts;
import dev.mayfly.ecs.error.CommandFailedException;
import dev.mayfly.ecs.internal.artemis.EntityBooks;
import dev.mayfly.ecs.internal.entity.Generations;

import org.jspecify.annotations.Nullable;

/**
 * Carries out commands, one after the other.
 *
 * <p>Artemis changes an entity's composition before it constructs or resets a plain component, so
 * one whose constructor or {@code reset()} throws would leave an entity that is said to have what
 * it has not. Therefore the composition is put back then. An entity that could not be created whole
 * is deleted: it gets the composition that it was to have, so that Artemis, when it frees the id,
 * takes from it the components that were made.
 */
final class CommandReplay {

    private final World world;
    private final Generations generations;
    private final EntityBooks books;

    private long skipped;
    private boolean created;

    /** The number of the command that is carried out, from 1. */
    private int number;

    CommandReplay(World world, Generations generations) {
        this.world = world;
        this.generations = generations;
        books = new EntityBooks(world);
    }

    /** How many commands were left out so far. */
    long skipped() {
        return skipped;
    }

    /** Whether entities were created since the replay began. */
    boolean hasCreated() {
        return created;
    }

    void begin() {
        created = false;
        number = 0;
    }

    /**
     * Carries out a command, and reads the rest of it.
     *
     * @throws CommandFailedException if it fails; the world is then as before it
     */
    void run(long word, CommandReader rest) {
        int kind = CommandKind.of(word);
        number++;
        switch (kind) {
            case CommandKind.CREATE -> rest.created(create(null));
            case CommandKind.CREATE_LIKE -> rest.created(create((Archetype) rest.nextTarget()));
            case CommandKind.DELETE -> delete(rest.idOf((int) word));
            case CommandKind.ADD ->
                    add(rest.idOf((int) word), (ComponentMapper<?>) rest.nextTarget());
            case CommandKind.REMOVE ->
                    remove(rest.idOf((int) word), (ComponentMapper<?>) rest.nextTarget());
            case CommandKind.SET_ID -> setId(rest.idOf((int) word), rest);
            case CommandKind.SET_HANDLE -> setHandle(rest.idOf((int) word), rest);
            default -> set(rest.idOf((int) word), kind, rest.nextTarget(), rest.nextWord());
        }
    }

    private int create(@Nullable Archetype archetype) {
        int waiting = books.queue().size();
        int fresh = books.nextId();
        int next = waiting == 0 ? fresh : books.queue().get(0);
        int made;
        try {
            made = archetype == null ? world.create() : world.create(archetype);
        } catch (Throwable failure) {
            boolean handedOut = books.queue().size() < waiting || books.nextId() > fresh;
            if (handedOut && archetype != null) {
                books.identities().unsafeSet(next, (short) archetype.compositionId);
                world.delete(next);
            }
            throw failed("create an entity" + like(archetype), failure);
        }
        created = true;
        return made;
    }

    private static String like(@Nullable Archetype archetype) {
        return archetype == null || archetype.name == null ? "" : " of archetype " + archetype.name;
    }

    private void delete(int entity) {
        if (isAlive(entity)) {
            world.delete(entity);
        }
    }

    private void add(int entity, ComponentMapper<?> mapper) {
        if (isAlive(entity)) {
            short identity = books.identities().get(entity);
            try {
                mapper.create(entity);
            } catch (Throwable failure) {
                books.identities().unsafeSet(entity, identity);
                throw failed("add", mapper, "to", entity, failure);
            }
        }
    }

    private void remove(int entity, ComponentMapper<?> mapper) {
        if (isAlive(entity)) {
            short identity = books.identities().get(entity);
            try {
                mapper.remove(entity);
            } catch (Throwable failure) {
                books.identities().unsafeSet(entity, identity);
                throw failed("remove", mapper, "from", entity, failure);
            }
        }
    }

    private void set(int entity, int kind, Object column, long bits) {
        if (isAlive(entity)) {
            try {
                set(column, entity, kind, bits);
            } catch (Throwable failure) {
                throw failed("set " + column + " of entity " + entity, failure);
            }
        }
    }

    private void setId(int entity, CommandReader rest) {
        Object column = rest.nextTarget();
        set(entity, CommandKind.SET_INT, column, rest.idOf((int) rest.nextWord()));
    }

    private void setHandle(int entity, CommandReader rest) {
        Object column = rest.nextTarget();
        long handle = generations.ofLiving(rest.idOf((int) rest.nextWord()));
        set(entity, CommandKind.SET_LONG, column, handle);
    }

    private static void set(Object column, int entity, int kind, long bits) {
        switch (kind) {
            case CommandKind.SET_FLOAT ->
                    ((Floats) column).set(entity, Float.intBitsToFloat((int) bits));
            case CommandKind.SET_INT -> ((Ints) column).set(entity, (int) bits);
            case CommandKind.SET_LONG -> ((Longs) column).set(entity, bits);
            case CommandKind.SET_DOUBLE ->
                    ((Doubles) column).set(entity, Double.longBitsToDouble(bits));
            case CommandKind.SET_SHORT -> ((Shorts) column).set(entity, (short) bits);
            case CommandKind.SET_BYTE -> ((Bytes) column).set(entity, (byte) bits);
            default -> throw new IllegalStateException("There is no command of kind " + kind);
        }
    }

    /** Whether the entity is there, and will be after the tick; counts it if not. */
    private boolean isAlive(int entity) {
        boolean alive = books.isAlive(entity);
        if (!alive) {
            skipped++;
        }
        return alive;
    }

    private CommandFailedException failed(
            String verb,
            ComponentMapper<?> mapper,
            String preposition,
            int entity,
            Throwable failure) {
        String component = mapper.getType().getType().getSimpleName();
        return failed(verb + " " + component + " " + preposition + " entity " + entity, failure);
    }

    /** What to throw for a command that was undone; an error is thrown as it is. */
    private CommandFailedException failed(String command, Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return new CommandFailedException(number, command, failure);
    }
}
