package dev.mayfly.ecs.internal.entity;

import com.artemis.World;

import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.SoaBuffer;
import dev.mayfly.allocator.internal.columns.ColumnOwner;
import dev.mayfly.allocator.internal.columns.ColumnOwners;
import dev.mayfly.ecs.error.ForeignComponentException;

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
