package dev.mayfly.ecs.spatial;

import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.allocator.error.InvalidSizeException;

import org.jspecify.annotations.Nullable;

/**
 * Finds entities by place, in three dimensions: a uniform grid, built anew in each frame. All that
 * {@link SpatialGrid} says about lifetime, cells, what is found, its order and garbage holds here
 * with a third coordinate: {@code dx * dx + dy * dy + dz * dz}, and layer by layer before row by
 * row.
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
@SuppressWarnings("NullAway.Init") // build() sets everything together, and built() asks for it
public final class SpatialGrid3D {

    /** An id that no entity has. */
    private static final int NONE = -1;

    private final float cellSize;
    private final CellTable table = new CellTable();
    private final Nearest nearest = new Nearest();

    private FrameArena frame;
    private @Nullable Ints ids;
    private Floats x;
    private Floats y;
    private Floats z;

    /**
     * A grid that holds nothing yet.
     *
     * @param cellSize the side of a cell, in the unit of the coordinates
     * @throws InvalidGeometryException if the size is not finite and above 0
     */
    public SpatialGrid3D(float cellSize) {
        this.cellSize = Geometry.requireCellSize(cellSize);
    }

    /**
     * Puts entities into the grid, in place of what it held, in time linear in their number. If it
     * fails the grid holds nothing.
     *
     * @param arena where the grid's memory is taken, in the innermost scope
     * @param entities ids, each once
     * @param columnX where each entity is, read at its id
     * @param columnY the same, along the second axis
     * @param columnZ the same, along the third axis
     * @throws InvalidGeometryException if a coordinate is NaN or infinite
     * @throws dev.mayfly.allocator.error.NoFrameException if no frame is open
     */
    public void build(
            FrameArena arena, IntBag entities, Floats columnX, Floats columnY, Floats columnZ) {
        ids = null;
        fill(arena, GivenIds.copy(arena, entities), columnX, columnY, columnZ);
    }

    /** As {@link #build(FrameArena, IntBag, Floats, Floats, Floats)}, for the result of a query. */
    public void build(
            FrameArena arena, Ints entities, Floats columnX, Floats columnY, Floats columnZ) {
        ids = null;
        fill(arena, GivenIds.copy(arena, entities), columnX, columnY, columnZ);
    }

    /** As {@link #build(FrameArena, IntBag, Floats, Floats, Floats)}, for a list of ids. */
    public void build(
            FrameArena arena, IntList entities, Floats columnX, Floats columnY, Floats columnZ) {
        ids = null;
        fill(arena, GivenIds.copy(arena, entities), columnX, columnY, columnZ);
    }

    private void fill(
            FrameArena arena, Ints sorted, Floats columnX, Floats columnY, Floats columnZ) {
        int count = sorted.length();
        cover(sorted, columnX, columnY, columnZ);
        table.take(arena, count);
        Floats sortedX = arena.uninitializedFloats(count);
        Floats sortedY = arena.uninitializedFloats(count);
        Floats sortedZ = arena.uninitializedFloats(count);
        try (FrameScope _ = arena.scope(SpatialGrid.TAG)) {
            Ints given = GivenIds.copy(arena, sorted);
            Ints slots = arena.uninitializedInts(count);
            for (int i = 0; i < count; i++) {
                int e = given.get(i);
                slots.set(i, table.cellOf(columnX.get(e), columnY.get(e), columnZ.get(e)));
            }
            table.sort(slots);
            for (int i = 0; i < count; i++) {
                int e = given.get(i);
                int slot = slots.get(i);
                sorted.set(slot, e);
                sortedX.set(slot, columnX.get(e));
                sortedY.set(slot, columnY.get(e));
                sortedZ.set(slot, columnZ.get(e));
            }
        }
        frame = arena;
        x = sortedX;
        y = sortedY;
        z = sortedZ;
        ids = sorted;
    }

    /** Makes the axes cover the entities. */
    private void cover(Ints given, Floats columnX, Floats columnY, Floats columnZ) {
        float minX = Float.POSITIVE_INFINITY;
        float maxX = Float.NEGATIVE_INFINITY;
        float minY = minX;
        float maxY = maxX;
        float minZ = minX;
        float maxZ = maxX;
        for (int i = 0; i < given.length(); i++) {
            int e = given.get(i);
            float atX = columnX.get(e);
            float atY = columnY.get(e);
            float atZ = columnZ.get(e);
            minX = Math.min(minX, atX);
            maxX = Math.max(maxX, atX);
            minY = Math.min(minY, atY);
            maxY = Math.max(maxY, atY);
            minZ = Math.min(minZ, atZ);
            maxZ = Math.max(maxZ, atZ);
        }
        if (given.length() == 0) {
            minX = maxX = minY = maxY = minZ = maxZ = 0f;
        } else if (!Float.isFinite(maxX - minX)
                || !Float.isFinite(maxY - minY)
                || !Float.isFinite(maxZ - minZ)) {
            // Rare, and no error where it is only the extent that no float can hold.
            Geometry.requirePlaces(given, "x", columnX);
            Geometry.requirePlaces(given, "y", columnY);
            Geometry.requirePlaces(given, "z", columnZ);
        }
        table.x.cover(minX, maxX, cellSize);
        table.y.cover(minY, maxY, cellSize);
        table.z.cover(minZ, maxZ, cellSize);
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
    public void radius(float atX, float atY, float atZ, float radius, IntList found) {
        search(NONE, atX, atY, atZ, radius, found);
    }

    /**
     * Finds the other entities within a distance of an entity: as {@link #radius}, but for one id.
     *
     * @param entity the id to leave out; whether the grid holds it does not matter
     */
    public void neighbors(
            int entity, float atX, float atY, float atZ, float radius, IntList found) {
        search(entity, atX, atY, atZ, radius, found);
    }

    private void search(int but, float atX, float atY, float atZ, float radius, IntList found) {
        Ints entities = built();
        requirePlace(atX, atY, atZ);
        Geometry.requireDistance(radius);
        found.clear();
        double limit = (double) radius * radius;
        int runs = runsAround(atX, atY, atZ, radius);
        for (int run = 0; run < runs; run++) {
            int end = table.to(run);
            for (int slot = table.from(run); slot < end; slot++) {
                if (distanceSquared(slot, atX, atY, atZ) <= limit) {
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
    public void box(
            float minX, float minY, float minZ, float maxX, float maxY, float maxZ, IntList found) {
        Ints entities = built();
        requirePlace(minX, minY, minZ);
        requirePlace(maxX, maxY, maxZ);
        Geometry.requireOrder("x", minX, maxX);
        Geometry.requireOrder("y", minY, maxY);
        Geometry.requireOrder("z", minZ, maxZ);
        found.clear();
        int runs = table.runs(minX, maxX, minY, maxY, minZ, maxZ);
        for (int run = 0; run < runs; run++) {
            int end = table.to(run);
            for (int slot = table.from(run); slot < end; slot++) {
                float atX = x.get(slot);
                float atY = y.get(slot);
                float atZ = z.get(slot);
                if (atX >= minX
                        && atX <= maxX
                        && atY >= minY
                        && atY <= maxY
                        && atZ >= minZ
                        && atZ <= maxZ) {
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
    public void nearest(float atX, float atY, float atZ, int k, IntList found) {
        Ints entities = built();
        requirePlace(atX, atY, atZ);
        int wanted = Math.min(k, entities.length());
        if (wanted == 0) {
            found.clear();
            return;
        }
        try (FrameScope _ = frame.scope(SpatialGrid.TAG)) {
            nearest.begin(frame, wanted);
            double outside = Math.max(table.x.outside(atX), table.y.outside(atY));
            double radius = cellSize + Math.max(outside, table.z.outside(atZ));
            while (!hasNearest(atX, atY, atZ, radius)) {
                radius *= 2d;
            }
            nearest.drainTo(found);
        }
    }

    /** Looks at a ball; tells whether it has all that is wanted, or there is no more. */
    private boolean hasNearest(float atX, float atY, float atZ, double radius) {
        Ints entities = built();
        nearest.clear();
        int runs = runsAround(atX, atY, atZ, radius);
        for (int run = 0; run < runs; run++) {
            int end = table.to(run);
            for (int slot = table.from(run); slot < end; slot++) {
                nearest.offer(distanceSquared(slot, atX, atY, atZ), entities.get(slot));
            }
        }
        double reach = Geometry.reach(radius);
        return nearest.isFullWithin(radius * radius)
                || (table.x.isAll(atX - reach, atX + reach)
                        && table.y.isAll(atY - reach, atY + reach)
                        && table.z.isAll(atZ - reach, atZ + reach));
    }

    /**
     * Finds every two entities that are within a distance of each other, such as those that collide
     * if each is a ball half as wide.
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
        // Slots go up with the layers, unless those share: none before its own has a later slot.
        double back = table.z.isShared() ? reach : 0d;
        for (int slot = 0; slot < entities.length(); slot++) {
            float atX = x.get(slot);
            float atY = y.get(slot);
            float atZ = z.get(slot);
            int id = entities.get(slot);
            int runs =
                    table.runs(
                            atX - reach,
                            atX + reach,
                            atY - reach,
                            atY + reach,
                            atZ - back,
                            atZ + reach);
            for (int run = 0; run < runs; run++) {
                int end = table.to(run);
                // Each pair is found from the slot that comes first.
                for (int o = Math.max(table.from(run), slot + 1); o < end; o++) {
                    if (distanceSquared(o, atX, atY, atZ) <= limit) {
                        int other = entities.get(o);
                        found.add(Math.min(id, other));
                        found.add(Math.max(id, other));
                    }
                }
            }
        }
    }

    private int runsAround(double atX, double atY, double atZ, double distance) {
        double reach = Geometry.reach(distance);
        return table.runs(
                atX - reach, atX + reach, atY - reach, atY + reach, atZ - reach, atZ + reach);
    }

    private double distanceSquared(int slot, double atX, double atY, double atZ) {
        double dx = x.get(slot) - atX;
        double dy = y.get(slot) - atY;
        double dz = z.get(slot) - atZ;
        return dx * dx + dy * dy + dz * dz;
    }

    private static void requirePlace(float atX, float atY, float atZ) {
        Geometry.requirePlace("A search at", "x", atX);
        Geometry.requirePlace("A search at", "y", atY);
        Geometry.requirePlace("A search at", "z", atZ);
    }

    private Ints built() {
        Ints entities = ids;
        if (entities == null) {
            throw new NotBuiltException("SpatialGrid3D");
        }
        return entities;
    }
}
