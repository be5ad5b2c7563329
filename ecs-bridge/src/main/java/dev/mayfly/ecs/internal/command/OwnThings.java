package dev.mayfly.ecs.internal.command;

import com.artemis.Archetype;
import com.artemis.ComponentMapper;
import com.artemis.World;
import com.artemis.utils.Bag;

import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.error.DeadEntityException;
import dev.mayfly.ecs.error.ForeignComponentException;
import dev.mayfly.ecs.internal.artemis.ArtemisInternals;
import dev.mayfly.ecs.internal.entity.EntityNumbers;
import dev.mayfly.ecs.internal.entity.Generations;
import dev.mayfly.ecs.internal.entity.TakenIds;
import dev.mayfly.ecs.internal.entity.WorldColumns;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** What belongs to a world, to be told from what is another one's, or nobody's any more. */
public final class OwnThings {

    /** An id that no entity has, for commands about one that is gone. */
    public static final int NOBODY = Integer.MAX_VALUE;

    private static final String SET = "Commands.set";

    @SuppressWarnings("rawtypes")
    private final Bag<ComponentMapper> mappers;

    private final TakenIds ids;
    private final WorldColumns columns;
    private final Generations generations;

    /**
     * The archetypes that were found to be the world's own. Replaced, as workers look at it too.
     */
    private volatile Set<Archetype> known = Set.of();

    OwnThings(World world, TakenIds ids, WorldColumns columns, Generations generations) {
        mappers = ArtemisInternals.mapperTable(world.getComponentManager());
        this.ids = ids;
        this.columns = columns;
        this.generations = generations;
    }

    /** Returns the mapper if it is of this world, and throws if not. */
    public ComponentMapper<?> require(ComponentMapper<?> mapper) {
        if (!isOwn(mapper)) {
            throw new ForeignComponentException(mapper.getType().getType());
        }
        return mapper;
    }

    @SuppressWarnings("ReferenceEquality") // another world's is as equal as can be
    private boolean isOwn(ComponentMapper<?> mapper) {
        return mappers.safeGet(mapper.getType().getIndex()) == mapper;
    }

    /** Returns the archetype if it is of this world, and throws if not. */
    public Archetype require(Archetype archetype) {
        if (!known.contains(archetype)) {
            add(archetype);
        }
        return archetype;
    }

    private synchronized void add(Archetype archetype) {
        for (ComponentMapper<?> mapper : ArtemisInternals.mappers(archetype)) {
            if (!isOwn(mapper)) {
                throw ForeignComponentException.archetype(archetype.name);
            }
        }
        Set<Archetype> more = Collections.newSetFromMap(new IdentityHashMap<>());
        more.addAll(known);
        more.add(archetype);
        known = more;
    }

    /** Returns the column if it is of this world, and throws if not. */
    public Object requireColumn(Object column) {
        columns.requireOwn(column, SET);
        return column;
    }

    /** From checked on: throws if the entity does not have the component that a column is of. */
    void requireOwner(Object column, int entity) {
        columns.requireOwner(column, entity);
    }

    /** Whether a column holds ids of entities. */
    public boolean holdsIds(Ints column) {
        return columns.holdsIds(column);
    }

    /**
     * To be asked from checked on: the id, if an entity has it now; {@link #NOBODY} if not, which
     * is right where listeners are told of a restore.
     *
     * @throws DeadEntityException if no entity has it and that is wrong
     */
    public int taken(int id) {
        if (ids.isTaken(id)) {
            return id;
        }
        if (!ids.isTelling()) {
            throw EntityNumbers.noEntity(id, "a command about it was recorded");
        }
        return NOBODY;
    }

    /**
     * The id of the entity with this handle; {@link #NOBODY} if it is gone.
     *
     * @throws DeadEntityException if this is no handle
     */
    public int idOf(long handle) {
        generations.requireHandle(handle);
        return generations.isAlive(handle) ? Generations.idOf(handle) : NOBODY;
    }
}
