package dev.mayfly.ecs.spatial;

import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;
import dev.mayfly.ecs.error.InvalidGeometryException;
import dev.mayfly.ecs.error.NotBuiltException;
import dev.mayfly.ecs.internal.spatial.GivenIds;
import dev.mayfly.ecs.internal.spatial.PointGrid;

/**
 * Finds entities by place, in two dimensions: a uniform grid, built anew in each frame. {@link
 * SpatialGrid3D} does the same in three.
 *
 * <pre>{@code
 * private final SpatialGrid grid = new SpatialGrid(8f); // kept; built anew in each tick
 *
 * grid.build(frame, subscription.getEntities(), position.x, position.y);
 * IntList near = frame.intList(64);
 * grid.radius(x, y, 8f, near);
 * }</pre>
 *
 * <p>The object is the caller's and is made once, so that building makes no garbage. What it is
 * built of comes from the frame and lives until the scope ends that was innermost at the call of
 * {@code build}; searches after that throw {@link ExpiredException}. The grid remembers where
 * entities were when it was built; that they move or are deleted changes no search.
 *
 * <p><b>Cells.</b> Choose the side of a cell about as large as the distance that is searched most.
 * Bounds come from the entities. The table of cells has at most four cells an entity (64 at least):
 * where entities are farther apart than that many cells reach, distant cells share a place in the
 * table, which costs some time and changes no result.
 *
 * <p><b>What is found.</b> Distances are computed in {@code double} from {@code float} coordinates,
 * as {@code dx * dx + dy * dy}, and compared with the square of the distance asked for. What is
 * exactly as far away counts, and so does what lies on the border of a box. Results hold no entity
 * twice if none was given twice. Except where said otherwise they come row by row of cells, from
 * the least coordinates on, and cell by cell; entities of one cell, and of cells that share a
 * place, in the order in which they were given. So the same input gives the same result, on any
 * machine.
 *
 * <p>Once the arena has seen its load no method allocates on the heap (in standard). Temporary
 * memory is attributed to a tag named "spatial". For the thread that owns the arena. All methods
 * throw {@link dev.mayfly.allocator.error.LimitExceededException} where memory, that of a list
 * included, would pass the limit of a tag.
 */
public final class SpatialGrid {

    private final PointGrid grid;

    /**
     * A grid that holds nothing yet.
     *
     * @param cellSize the side of a cell, in the unit of the coordinates
     * @throws InvalidGeometryException if the size is not finite and above 0
     */
    public SpatialGrid(float cellSize) {
        grid = new PointGrid("SpatialGrid", cellSize);
    }

    /**
     * Puts entities into the grid, in place of what it held, in time linear in their number. If it
     * fails the grid holds nothing.
     *
     * @param arena where the grid's memory is taken, in the innermost scope
     * @param entities ids, each once
     * @param x where each entity is, read at its id
     * @param y the same, along the other axis
     * @throws InvalidGeometryException if a coordinate is NaN or infinite
     * @throws dev.mayfly.ecs.error.ForeignComponentException if columns are of two worlds
     * @throws dev.mayfly.allocator.error.NoFrameException if no frame is open
     */
    public void build(FrameArena arena, IntBag entities, Floats x, Floats y) {
        grid.clear();
        grid.build(arena, GivenIds.copy(arena, entities), x, y, null);
    }

    /** As {@link #build(FrameArena, IntBag, Floats, Floats)}, for the result of a query. */
    public void build(FrameArena arena, Ints entities, Floats x, Floats y) {
        grid.clear();
        grid.build(arena, GivenIds.copy(arena, entities), x, y, null);
    }

    /** As {@link #build(FrameArena, IntBag, Floats, Floats)}, for a list of ids. */
    public void build(FrameArena arena, IntList entities, Floats x, Floats y) {
        grid.clear();
        grid.build(arena, GivenIds.copy(arena, entities), x, y, null);
    }

    /**
     * How many entities the grid holds.
     *
     * @throws NotBuiltException if it was not built
     */
    public int count() {
        return grid.count();
    }

    /**
     * Finds the entities within a distance of a place.
     *
     * @param radius the distance; 0 finds what is in that very place
     * @param found where the ids go; what it held is dropped
     * @throws InvalidGeometryException if a number is NaN or infinite, or the radius negative
     * @throws ExpiredException if the grid's scope has ended, or the list's
     * @throws NotBuiltException if the grid was not built
     */
    public void radius(float atX, float atY, float radius, IntList found) {
        grid.radius(atX, atY, 0f, radius, found);
    }

    /**
     * Finds the other entities within a distance of an entity: as {@link #radius}, but for one id.
     *
     * @param entity the id to leave out; whether the grid holds it does not matter
     */
    public void neighbors(int entity, float atX, float atY, float radius, IntList found) {
        grid.neighbors(entity, atX, atY, 0f, radius, found);
    }

    /**
     * Finds the entities in a box, its border included.
     *
     * @param found where the ids go; what it held is dropped
     * @throws InvalidGeometryException if a coordinate is NaN or infinite, or a minimum is greater
     *     than its maximum
     * @throws ExpiredException if the grid's scope has ended, or the list's
     * @throws NotBuiltException if the grid was not built
     */
    public void box(float minX, float minY, float maxX, float maxY, IntList found) {
        grid.box(minX, minY, 0f, maxX, maxY, 0f, found);
    }

    /**
     * Finds the {@code k} entities nearest to a place, nearest first, and of equally near ones the
     * one with the lower id first; all entities if there are no more than {@code k}.
     *
     * @param found where the ids go; what it held is dropped
     * @throws InvalidGeometryException if a coordinate is NaN or infinite
     * @throws InvalidSizeException if {@code k} is negative
     * @throws ExpiredException if the grid's scope has ended, or the list's
     * @throws NotBuiltException if the grid was not built
     */
    public void nearest(float atX, float atY, int k, IntList found) {
        grid.nearest(atX, atY, 0f, k, found);
    }

    /**
     * Finds every two entities that are within a distance of each other, such as those that collide
     * if each is a circle half as wide.
     *
     * @param found where the ids go, two for each pair, the lower one first; what it held is
     *     dropped
     * @throws InvalidGeometryException if the distance is NaN, infinite or negative
     * @throws ExpiredException if the grid's scope has ended, or the list's
     * @throws NotBuiltException if the grid was not built
     */
    public void pairs(float distance, IntList found) {
        grid.pairs(distance, found);
    }
}
