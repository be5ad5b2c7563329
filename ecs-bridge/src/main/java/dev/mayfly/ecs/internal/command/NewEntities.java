package dev.mayfly.ecs.internal.command;

import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.ecs.error.UnknownNumberException;
import dev.mayfly.ecs.internal.entity.EntityNumbers;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * The entities that a recording is yet to create, each known by a number out of a range that no
 * other recording of its world has.
 *
 * <p>Numbers go on from one replay to the next, around the range, so a number of an earlier one is
 * not among those that are expected now.
 */
final class NewEntities {

    /** Those that the replay has created so far, in the order of their creation. */
    private @Nullable IntList created;

    private int lowest;

    /** How many numbers there are, a power of two, less one. */
    private int mask;

    /** The place in the range of the first entity to be created since the last replay. */
    private int first;

    /** How many are to be created. */
    private int creations;

    /** How many of them belong to earlier chunks, whose numbers are not for this one to use. */
    private int creationsBefore;

    /**
     * None.
     *
     * @param lowest the first number of the range
     * @param count how many there are; a power of two
     */
    NewEntities(int lowest, int count) {
        range(lowest, count);
    }

    /** Has this range from now on, as nothing is to be created. */
    void range(int newLowest, int count) {
        lowest = newLowest;
        mask = count - 1;
        first = EntityNumbers.FIRST & mask;
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
        int number = lowest + (first + creations & mask);
        creations++;
        return number;
    }

    /** Whether there is a number left. */
    boolean hasNext() {
        return creations <= mask;
    }

    /** From now on the numbers there are so far are not to be used. */
    void beginChunk() {
        creationsBefore = creations;
    }

    /** Forgets all, whose numbers do not come again soon. */
    void clear() {
        forgetNumbers();
        if (created != null) {
            created.clear();
        }
    }

    private void forgetNumbers() {
        first = first + creations & mask;
        creations = 0;
        creationsBefore = 0;
    }

    /** Returns the number of an entity to be created, and throws if it is none. */
    int checked(int number) {
        if (!isExpected(number)) {
            throw new UnknownNumberException(number, EntityNumbers.isNumber(number));
        }
        return number;
    }

    /** Whether this is the number of an entity that is to be created. */
    boolean isExpected(int number) {
        int index = indexOf(number);
        return isInRange(number) && index >= creationsBefore && index < creations;
    }

    private boolean isInRange(int number) {
        return Integer.compareUnsigned(number - lowest, mask) <= 0;
    }

    /** Which of the entities that are to be created this is. */
    private int indexOf(int number) {
        return number - lowest - first & mask;
    }

    /** The next one has been created, with this id. */
    void created(int entity) {
        Objects.requireNonNull(created).add(entity);
    }

    /** The id of the one that has this number. */
    int idOf(int number) {
        return Objects.requireNonNull(created).get(indexOf(number));
    }

    /** The id of the one that has been created with this number; the number if there is none. */
    int idOrNumber(int number) {
        IntList ids = created;
        return ids != null && isInRange(number) && indexOf(number) < ids.length()
                ? ids.get(indexOf(number))
                : number;
    }
}
