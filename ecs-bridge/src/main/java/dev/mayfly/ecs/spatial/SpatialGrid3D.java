package dev.mayfly.ecs.spatial;

import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.error.InvalidGeometryException;
import dev.mayfly.ecs.internal.spatial.GivenIds;
import dev.mayfly.ecs.internal.spatial.PointGrid;

import java.util.Objects;

/**
 * Finds entities by place, in three dimensions: a uniform grid, built anew in each frame. All that
 * {@link SpatialGrid} says about lifetime, cells, what is found, its order, garbage and exceptions
 * holds here with a third coordinate: {@code dx * dx + dy * dy + dz * dz}, and layer by layer
 * before row by row.
 *
 * <pre>{@code
 * private final SpatialGrid3D grid = new SpatialGrid3D(8f); // kept; built anew in each tick
 *
 * grid.build(frame, subscription.getEntities(), position.x, position.y, position.z);
 * IntList near = frame.intList(64);
 * grid.radius(x, y, z, 8f, near);
 * }</pre>
 *
 * <p>For the thread that owns the arena. All methods throw {@link
 * dev.mayfly.allocator.error.LimitExceededException} where memory, that of a list included, would
 * pass the limit of a tag.
 */
public final class SpatialGrid3D {

    private final PointGrid grid;

    /**
     * A grid that holds nothing yet.
     *
     * @param cellSize the side of a cell, in the unit of the coordinates
     * @throws InvalidGeometryException if the size is not finite and above 0
     */
    public SpatialGrid3D(float cellSize) {
        grid = new PointGrid("SpatialGrid3D", cellSize);
    }

    /**
     * Puts entities into the grid, as {@link SpatialGrid#build(FrameArena, IntBag, Floats, Floats)}
     * does.
     *
     * @param arena where the grid's memory is taken, in the innermost scope
     * @param entities ids, each once
     * @param x where each entity is, read at its id
     * @param y the same, along the second axis
     * @param z the same, along the third axis
     */
    public void build(FrameArena arena, IntBag entities, Floats x, Floats y, Floats z) {
        grid.clear();
        fill(arena, GivenIds.copy(arena, entities), x, y, z);
    }

    /** As {@link #build(FrameArena, IntBag, Floats, Floats, Floats)}, for the result of a query. */
    public void build(FrameArena arena, Ints entities, Floats x, Floats y, Floats z) {
        grid.clear();
        fill(arena, GivenIds.copy(arena, entities), x, y, z);
    }

    /** As {@link #build(FrameArena, IntBag, Floats, Floats, Floats)}, for a list of ids. */
    public void build(FrameArena arena, IntList entities, Floats x, Floats y, Floats z) {
        grid.clear();
        fill(arena, GivenIds.copy(arena, entities), x, y, z);
    }

    private void fill(FrameArena arena, Ints copy, Floats x, Floats y, Floats z) {
        grid.build(arena, copy, x, y, Objects.requireNonNull(z));
    }

    /** How many entities the grid holds, as {@link SpatialGrid#count}. */
    public int count() {
        return grid.count();
    }

    /** Finds the entities within a distance of a place, as {@link SpatialGrid#radius}. */
    public void radius(float atX, float atY, float atZ, float radius, IntList found) {
        grid.radius(atX, atY, atZ, radius, found);
    }

    /**
     * Finds the other entities within a distance of an entity, as {@link SpatialGrid#neighbors}.
     */
    public void neighbors(
            int entity, float atX, float atY, float atZ, float radius, IntList found) {
        grid.neighbors(entity, atX, atY, atZ, radius, found);
    }

    /** Finds the entities in a box, its border included, as {@link SpatialGrid#box}. */
    public void box(
            float minX, float minY, float minZ, float maxX, float maxY, float maxZ, IntList found) {
        grid.box(minX, minY, minZ, maxX, maxY, maxZ, found);
    }

    /** Finds the {@code k} entities nearest to a place, as {@link SpatialGrid#nearest}. */
    public void nearest(float atX, float atY, float atZ, int k, IntList found) {
        grid.nearest(atX, atY, atZ, k, found);
    }

    /**
     * Finds every two entities that are within a distance of each other, as {@link
     * SpatialGrid#pairs}: those that collide if each is a ball half as wide.
     */
    public void pairs(float distance, IntList found) {
        grid.pairs(distance, found);
    }
}
