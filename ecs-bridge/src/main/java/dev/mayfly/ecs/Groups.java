package dev.mayfly.ecs;

import dev.mayfly.allocator.BufferHandle;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.OutOfBoundsException;
import dev.mayfly.ecs.error.UnfilledGroupsException;

import org.jspecify.annotations.Nullable;

/**
 * Entities by a key, as {@link EntityQuery#groupBy} finds them: one buffer of ids, of which each
 * group is a range. Groups ascend by key, and the entities of a group by id.
 *
 * <pre>{@code
 * private final Groups teams = new Groups(); // kept; filled anew in each tick
 *
 * query.groupBy(team.number, teams);
 * for (int g = 0; g < teams.count(); g++) {
 *     for (int i = teams.from(g); i < teams.to(g); i++) {
 *         int entity = teams.entities().get(i);
 *     }
 * }
 * }</pre>
 *
 * <p>The object is the caller's and is made once, so that grouping makes no garbage; what it holds
 * lives in frame memory, until the scope ends that was innermost at the call of {@code groupBy}.
 * Every method throws {@link ExpiredException} after that, and {@link UnfilledGroupsException}
 * before the first call. For the thread that called {@code groupBy}.
 */
public final class Groups {

    private @Nullable Ints entities;
    private @Nullable IntList keys;

    private @Nullable IntList starts;
    private @Nullable IntList ends;

    /** Holds no groups until it is filled. */
    public Groups() {}

    void fill(Ints newEntities, IntList newKeys, IntList newStarts, IntList newEnds) {
        entities = newEntities;
        keys = newKeys;
        starts = newStarts;
        ends = newEnds;
    }

    /** How many groups there are. None is empty. */
    public int count() {
        return filled(keys).length();
    }

    /**
     * The value that all entities of a group have.
     *
     * @throws OutOfBoundsException if there is no such group
     */
    public int key(int group) {
        return filled(keys).get(group);
    }

    /**
     * The index in {@link #entities()} of a group's first entity.
     *
     * @throws OutOfBoundsException if there is no such group
     */
    public int from(int group) {
        return filled(starts).get(group);
    }

    /**
     * The index in {@link #entities()} behind a group's last entity.
     *
     * @throws OutOfBoundsException if there is no such group
     */
    public int to(int group) {
        return filled(ends).get(group);
    }

    /**
     * The ids of all entities, group by group. Expires with the rest; overwriting it is allowed.
     */
    public Ints entities() {
        return filled(entities);
    }

    private static <T extends BufferHandle> T filled(@Nullable T part) {
        if (part == null) {
            throw new UnfilledGroupsException();
        }
        try {
            part.length();
        } catch (ExpiredException ended) {
            throw endedSince(ended);
        }
        return part;
    }

    private static ExpiredException endedSince(ExpiredException ended) {
        ExpiredException kept =
                new ExpiredException(
                        "Groups were read after the scope had ended in which they were filled. Hand"
                            + " them to EntityQuery.groupBy in each tick, before reading them.");
        kept.initCause(ended);
        return kept;
    }
}
