package dev.mayfly.ecs.internal.command;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.ecs.error.UnknownNumberException;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * The entities that a recording is yet to create, each known by a negative number.
 *
 * <p>Those numbers go on from one replay to the next, so a number of an earlier one is not among
 * those that are expected now.
 */
final class NewEntities {

    /** Those that the replay has created so far, in the order of their creation. */
    private @Nullable IntList created;

    /** The number of the first entity to be created since the last replay; never negative. */
    private int firstNumber;

    /** How many are to be created. */
    private int creations;

    /** How many of them belong to earlier chunks, whose numbers are not for this one to use. */
    private int creationsBefore;

    /**
     * None.
     *
     * @param firstNumber where to begin counting, so that numbers of different recordings differ
     */
    NewEntities(int firstNumber) {
        this.firstNumber = firstNumber;
    }

    /** Takes the list of what a replay creates. */
    void open(FrameArena arena, int room) {
        created = arena.intList(room);
    }

    /** Lets go of it, and of the numbers, which do not come again. */
    void close() {
        created = null;
        forgetNumbers();
    }

    /** The number of one more. */
    int next() {
        int number = firstNumber + creations & Integer.MAX_VALUE;
        creations++;
        return -1 - number;
    }

    /** From now on the numbers there are so far are not to be used. */
    void beginChunk() {
        creationsBefore = creations;
    }

    /** Forgets all, whose numbers do not come again. */
    void clear() {
        Objects.requireNonNull(created).clear();
        forgetNumbers();
    }

    private void forgetNumbers() {
        firstNumber = firstNumber + creations & Integer.MAX_VALUE;
        creations = 0;
        creationsBefore = 0;
    }

    /** Returns the number of an entity to be created, and throws if it is none. */
    int checked(int number) {
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

    /** The next one has been created, with this id. */
    void created(int entity) {
        Objects.requireNonNull(created).add(entity);
    }

    /** The id of the one that has this number. */
    int idOf(int number) {
        return Objects.requireNonNull(created).get(indexOf(number));
    }
}
