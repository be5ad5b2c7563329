package dev.mayfly.ecs.internal.entity;

import dev.mayfly.ecs.error.DeadEntityException;

/**
 * The numbers that commands call entities by which are yet to be created.
 *
 * <p>They are taken from a range of their own, so that one which goes astray is known by its looks:
 * ids are not negative, "none" is -1 or the least of all, and both are outside of it. The first
 * ones of a world are in its midst, where nobody's colors and flags are either.
 */
public final class EntityNumbers {

    /** The least that can be one. */
    public static final int LOWEST = 0x9000_0000;

    /** How many of them the world's own commands have, from the lowest on; a power of two. */
    public static final int OF_WORLD = 1 << 28;

    /** The least that a worker's commands have; the world's are all below. */
    public static final int LOWEST_OF_WORKERS = LOWEST + OF_WORLD;

    /** How many all workers have together; a power of two. */
    public static final int OF_WORKERS = 1 << 29;

    /** Where, within the range that a recording has, it begins. */
    public static final int FIRST = 0x0e37_79b1;

    private static final int COUNT = OF_WORLD + OF_WORKERS;

    private EntityNumbers() {}

    /** Whether this looks like one. */
    public static boolean isNumber(int value) {
        return Integer.compareUnsigned(value - LOWEST, COUNT) < 0;
    }

    /** What to say, after a space, where one was used as an index; empty for what is none. */
    public static String explain(int value) {
        return isNumber(value)
                ? " "
                        + value
                        + " is no id: it is the number of an entity that Commands.create has yet to"
                        + " create. It is good for Commands, and for what is marked @EntityId in"
                        + " events, values and commands.set; the entity has its id from the next"
                        + " system boundary on."
                : "";
    }

    /**
     * What to throw where an entity is asked for that there is not.
     *
     * @param use what was asked, in the past, as in "its Position was asked for"
     */
    public static DeadEntityException noEntity(int entity, String use) {
        return isNumber(entity)
                ? DeadEntityException.yetToBeCreated(entity, use)
                : new DeadEntityException(entity, use);
    }
}
