package dev.mayfly.ecs.internal.entity;

import com.artemis.World;

import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.internal.columns.ColumnGuard;
import dev.mayfly.allocator.internal.columns.ColumnOwner;
import dev.mayfly.allocator.internal.columns.ColumnOwners;
import dev.mayfly.allocator.internal.columns.ColumnStore;
import dev.mayfly.ecs.error.ForeignComponentException;
import dev.mayfly.ecs.error.MissingComponentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of one world: which are its own, and which of them hold ids of entities. */
public final class WorldColumns implements ColumnOwner {

    private final Set<Ints> ids = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<SoaBuffer, List<Ints>> idsOfBuffer = new HashMap<>();

    /** Who says whose the rows of a column are; empty in standard. */
    private final IdentityHashMap<Object, ColumnGuard> guards = new IdentityHashMap<>();

    private final Generations generations;

    /** Of a world that has none yet, whose entities have these generations. */
    public WorldColumns(Generations generations) {
        this.generations = generations;
    }

    /** Notes that the world has a column of handles. */
    public void addHandles(World world) {
        generations.count(world);
    }

    /** Of the world's entities. */
    public Generations generations() {
        return generations;
    }

    /** Notes who says, from checked on, whose the rows of these columns are. */
    public void addGuard(ColumnStore columns, ColumnGuard guard) {
        for (int i = 0; i < columns.count(); i++) {
            guards.put(columns.column(i), guard);
        }
    }

    /**
     * From checked on: throws if the entity does not have the component that a column is of.
     *
     * @throws MissingComponentException if it has not
     */
    public void requireOwner(Object column, int entity) {
        ColumnGuard guard = guards.get(column);
        if (guard != null) {
            guard.requireOwned(column, entity);
        }
    }

    /** Notes that a column holds ids of entities. */
    public void addIds(SoaBuffer buffer, Ints column) {
        if (ids.add(column)) {
            idsOfBuffer.computeIfAbsent(buffer, _ -> new ArrayList<>()).add(column);
        }
    }

    /** Whether a column holds ids of entities. */
    public boolean holdsIds(Ints column) {
        return ids.contains(column);
    }

    /** Those columns of a buffer that hold ids of entities. */
    public List<Ints> idsOf(SoaBuffer buffer) {
        return idsOfBuffer.getOrDefault(buffer, List.of());
    }

    /**
     * Throws if this is no column of the world's.
     *
     * @param use what it was given to
     */
    @SuppressWarnings("ReferenceEquality") // there is one for each world
    public void requireOwn(Object column, String use) {
        if (ColumnOwners.of(column) != this) {
            throw foreign(column, use);
        }
    }

    /**
     * Throws if this is a column of another world; one of no world may pass.
     *
     * @param use what it was given to
     */
    @SuppressWarnings("ReferenceEquality") // there is one for each world
    public void requireNotForeign(Object column, String use) {
        ColumnOwner owner = ColumnOwners.of(column);
        if (owner != this && owner instanceof WorldColumns) {
            throw foreign(column, use);
        }
    }

    private static ForeignComponentException foreign(Object column, String use) {
        return ColumnOwners.of(column) == null
                ? ForeignComponentException.noColumn(column, use)
                : ForeignComponentException.column(column, use);
    }

    @Override
    public String explainIndex(int index) {
        return EntityNumbers.explain(index);
    }
}
