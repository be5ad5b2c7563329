package dev.mayfly.ecs.spatial;

import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.budget.Tag;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;

import org.jspecify.annotations.Nullable;

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
@SuppressWarnings("NullAway.Init") // build() sets everything together, and built() asks for it
public final class SpatialGrid {

    static final Tag TAG = Tag.of("spatial");

    /** An id that no entity has. */
    private static final int NONE = -1;

    private final float cellSize;
    private final CellTable table = new CellTable();
    private final Nearest nearest = new Nearest();

    private FrameArena frame;
    private @Nullable Ints ids;
    private Floats x;
    private Floats y;

    /**
     * A grid that holds nothing yet.
     *
     * @param cellSize the side of a cell, in the unit of the coordinates
     * @throws InvalidGeometryException if the size is not finite and above 0
     */
    public SpatialGrid(float cellSize) {
        this.cellSize = Geometry.requireCellSize(cellSize);
    }

    /**
     * Puts entities into the grid, in place of what it held, in time linear in their number. If it
     * fails the grid holds nothing.
     *
     * @param arena where the grid's memory is taken, in the innermost scope
     * @param entities ids, each once
     * @param columnX where each entity is, read at its id
     * @param columnY the same, along the other axis
     * @throws InvalidGeometryException if a coordinate is NaN or infinite
     * @throws dev.mayfly.allocator.error.NoFrameException if no frame is open
     */
    public void build(FrameArena arena, IntBag entities, Floats columnX, Floats columnY) {
        ids = null;
        fill(arena, GivenIds.copy(arena, entities), columnX, columnY);
    }

    /** As {@link #build(FrameArena, IntBag, Floats, Floats)}, for the result of a query. */
    public void build(FrameArena arena, Ints entities, Floats columnX, Floats columnY) {
        ids = null;
        fill(arena, GivenIds.copy(arena, entities), columnX, columnY);
    }

    /** As {@link #build(FrameArena, IntBag, Floats, Floats)}, for a list of ids. */
    public void build(FrameArena arena, IntList entities, Floats columnX, Floats columnY) {
        ids = null;
        fill(arena, GivenIds.copy(arena, entities), columnX, columnY);
    }

    private void fill(FrameArena arena, Ints sorted, Floats columnX, Floats columnY) {
        int count = sorted.length();
        cover(sorted, columnX, columnY);
        table.take(arena, count);
        Floats sortedX = arena.uninitializedFloats(count);
        Floats sortedY = arena.uninitializedFloats(count);
        try (FrameScope _ = arena.scope(TAG)) {
            Ints given = GivenIds.copy(arena, sorted);
            Ints slots = arena.uninitializedInts(count);
            for (int i = 0; i < count; i++) {
                int e = given.get(i);
                slots.set(i, table.cellOf(columnX.get(e), columnY.get(e), 0d));
            }
            table.sort(slots);
            for (int i = 0; i < count; i++) {
                int e = given.get(i);
                int slot = slots.get(i);
                sorted.set(slot, e);
                sortedX.set(slot, columnX.get(e));
                sortedY.set(slot, columnY.get(e));
            }
        }
        frame = arena;
        x = sortedX;
        y = sortedY;
        ids = sorted;
    }

    /** Makes the axes cover the entities. */
    private void cover(Ints given, Floats columnX, Floats columnY) {
        float minX = Float.POSITIVE_INFINITY;
        float maxX = Float.NEGATIVE_INFINITY;
        float minY = minX;
        float maxY = maxX;
        for (int i = 0; i < given.length(); i++) {
            int e = given.get(i);
            float atX = columnX.get(e);
            float atY = columnY.get(e);
            minX = Math.min(minX, atX);
            maxX = Math.max(maxX, atX);
            minY = Math.min(minY, atY);
            maxY = Math.max(maxY, atY);
        }
        if (given.length() == 0) {
            minX = maxX = minY = maxY = 0f;
        } else if (!Float.isFinite(maxX - minX) || !Float.isFinite(maxY - minY)) {
            // Rare, and no error where it is only the extent that no float can hold.
            Geometry.requirePlaces(given, "x", columnX);
            Geometry.requirePlaces(given, "y", columnY);
        }
        table.x.cover(minX, maxX, cellSize);
        table.y.cover(minY, maxY, cellSize);
        table.z.cover(0d, 0d, cellSize);
    }

    /**
     * How many entities the grid holds.
     *
     * @throws NotBuiltException if it was not built
     */
    public int count() {
        return built().length();
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
        search(NONE, atX, atY, radius, found);
    }

    /**
     * Finds the other entities within a distance of an entity: as {@link #radius}, but for one id.
     *
     * @param entity the id to leave out; whether the grid holds it does not matter
     */
    public void neighbors(int entity, float atX, float atY, float radius, IntList found) {
        search(entity, atX, atY, radius, found);
    }

    private void search(int but, float atX, float atY, float radius, IntList found) {
        Ints entities = built();
        requirePlace(atX, atY);
        Geometry.requireDistance(radius);
        found.clear();
        double limit = (double) radius * radius;
        int runs = runsAround(atX, atY, radius);
        for (int run = 0; run < runs; run++) {
            int end = table.to(run);
            for (int slot = table.from(run); slot < end; slot++) {
                if (distanceSquared(slot, atX, atY) <= limit) {
                    int id = entities.get(slot);
                    if (id != but) {
                        found.add(id);
                    }
                }
            }
        }
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
        Ints entities = built();
        requirePlace(minX, minY);
        requirePlace(maxX, maxY);
        Geometry.requireOrder("x", minX, maxX);
        Geometry.requireOrder("y", minY, maxY);
        found.clear();
        int runs = table.runs(minX, maxX, minY, maxY);
        for (int run = 0; run < runs; run++) {
            int end = table.to(run);
            for (int slot = table.from(run); slot < end; slot++) {
                float atX = x.get(slot);
                float atY = y.get(slot);
                if (atX >= minX && atX <= maxX && atY >= minY && atY <= maxY) {
                    found.add(entities.get(slot));
                }
            }
        }
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
        Ints entities = built();
        requirePlace(atX, atY);
        int wanted = Math.min(k, entities.length());
        if (wanted == 0) {
            found.clear();
            return;
        }
        try (FrameScope _ = frame.scope(TAG)) {
            nearest.begin(frame, wanted);
            double radius = cellSize + Math.max(table.x.outside(atX), table.y.outside(atY));
            while (!hasNearest(atX, atY, radius)) {
                radius *= 2d;
            }
            nearest.drainTo(found);
        }
    }

    /** Looks at a circle; tells whether it has all that is wanted, or there is no more. */
    private boolean hasNearest(float atX, float atY, double radius) {
        Ints entities = built();
        nearest.clear();
        int runs = runsAround(atX, atY, radius);
        for (int run = 0; run < runs; run++) {
            int end = table.to(run);
            for (int slot = table.from(run); slot < end; slot++) {
                nearest.offer(distanceSquared(slot, atX, atY), entities.get(slot));
            }
        }
        double reach = Geometry.reach(radius);
        return nearest.isFullWithin(radius * radius)
                || (table.x.isAll(atX - reach, atX + reach)
                        && table.y.isAll(atY - reach, atY + reach));
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
        Ints entities = built();
        Geometry.requireDistance(distance);
        found.clear();
        double limit = (double) distance * distance;
        double reach = Geometry.reach(distance);
        // Slots go up with the rows, unless those share: no row before its own has a later slot.
        double back = table.y.isShared() ? reach : 0d;
        for (int slot = 0; slot < entities.length(); slot++) {
            float atX = x.get(slot);
            float atY = y.get(slot);
            int id = entities.get(slot);
            int runs = table.runs(atX - reach, atX + reach, atY - back, atY + reach);
            for (int run = 0; run < runs; run++) {
                int end = table.to(run);
                // Each pair is found from the slot that comes first.
                for (int o = Math.max(table.from(run), slot + 1); o < end; o++) {
                    if (distanceSquared(o, atX, atY) <= limit) {
                        int other = entities.get(o);
                        found.add(Math.min(id, other));
                        found.add(Math.max(id, other));
                    }
                }
            }
        }
    }

    private int runsAround(double atX, double atY, double distance) {
        double reach = Geometry.reach(distance);
        return table.runs(atX - reach, atX + reach, atY - reach, atY + reach);
    }

    private double distanceSquared(int slot, double atX, double atY) {
        double dx = x.get(slot) - atX;
        double dy = y.get(slot) - atY;
        return dx * dx + dy * dy;
    }

    private static void requirePlace(float atX, float atY) {
        Geometry.requirePlace("A search at", "x", atX);
        Geometry.requirePlace("A search at", "y", atY);
    }

    private Ints built() {
        Ints entities = ids;
        if (entities == null) {
            throw new NotBuiltException("SpatialGrid");
        }
        return entities;
    }
}
