package dev.mayfly.ecs.internal.spatial;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.error.ExpiredException;
import dev.mayfly.ecs.error.NotBuiltException;

import org.jspecify.annotations.Nullable;

/**
 * Entities at places along two or three axes, sorted by cell: what {@code SpatialGrid} and {@code
 * SpatialGrid3D} are made of. What they say about lifetime, order and exceptions holds here.
 */
@SuppressWarnings("NullAway.Init") // build() sets everything together, and built() asks for it
public final class PointGrid {

    // How it works. A grid of two axes is one of three without a third column: its table has one
    // layer of cells, searches are given 0 for the third coordinate, and the loops over candidates
    // ask a local whether there is a column, which costs less than a column of zeros would. Loops
    // of build() do not ask: where a program has grids of both kinds that cost 20 percent there.

    /** An id that no entity has. */
    private static final int NONE = -1;

    private final String title;
    private final float cellSize;
    private final CellTable table = new CellTable();
    private final NearestItems nearest = new NearestItems();

    private FrameArena arena;
    private @Nullable Ints ids;
    private Floats x;
    private Floats y;
    private @Nullable Floats z;

    /**
     * A grid that holds nothing yet.
     *
     * @param title what messages call it
     */
    public PointGrid(String title, float cellSize) {
        this.title = title;
        this.cellSize = Geometry.requireCellSize(cellSize);
    }

    /** Drops what it holds, so that a build that fails leaves nothing. */
    public void clear() {
        ids = null;
    }

    /**
     * Puts entities into the grid.
     *
     * @param sorted the ids, which the grid keeps and puts in the order of its cells
     * @param columnZ null for two axes
     */
    public void build(
            FrameArena source,
            Ints sorted,
            Floats columnX,
            Floats columnY,
            @Nullable Floats columnZ) {
        int count = sorted.length();
        OneWorld.require(title, columnX, columnY);
        if (columnZ != null) {
            OneWorld.require(title, columnX, columnZ);
        }
        cover(sorted, columnX, columnY);
        if (columnZ == null) {
            table.z.cover(0d, 0d, cellSize);
        } else {
            coverThird(sorted, columnZ);
        }
        table.take(source, count);
        Floats sortedX = source.uninitializedFloats(count);
        Floats sortedY = source.uninitializedFloats(count);
        Floats sortedZ = columnZ == null ? null : source.uninitializedFloats(count);
        try (FrameScope _ = source.scope(SpatialTag.SPATIAL)) {
            Ints given = GivenIds.copy(source, sorted);
            Ints slots = source.uninitializedInts(count);
            if (columnZ == null) {
                for (int i = 0; i < count; i++) {
                    int e = given.get(i);
                    slots.set(i, table.cellOf(columnX.get(e), columnY.get(e)));
                }
            } else {
                for (int i = 0; i < count; i++) {
                    int e = given.get(i);
                    slots.set(i, table.cellOf(columnX.get(e), columnY.get(e), columnZ.get(e)));
                }
            }
            table.sort(slots);
            for (int i = 0; i < count; i++) {
                int e = given.get(i);
                int slot = slots.get(i);
                sorted.set(slot, e);
                sortedX.set(slot, columnX.get(e));
                sortedY.set(slot, columnY.get(e));
            }
            if (columnZ != null && sortedZ != null) {
                for (int i = 0; i < count; i++) {
                    sortedZ.set(slots.get(i), columnZ.get(given.get(i)));
                }
            }
        }
        arena = source;
        x = sortedX;
        y = sortedY;
        z = sortedZ;
        ids = sorted;
    }

    /** Makes the first two axes cover the entities. */
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
        cover(table.x, "x", minX, maxX, given, columnX);
        cover(table.y, "y", minY, maxY, given, columnY);
    }

    private void coverThird(Ints given, Floats columnZ) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < given.length(); i++) {
            float at = columnZ.get(given.get(i));
            min = Math.min(min, at);
            max = Math.max(max, at);
        }
        cover(table.z, "z", min, max, given, columnZ);
    }

    private void cover(Axis axis, String name, float min, float max, Ints given, Floats column) {
        if (given.length() == 0) {
            axis.cover(0d, 0d, cellSize);
            return;
        }
        if (!Float.isFinite(max - min)) {
            // Rare, and no error where it is only the extent that no float can hold.
            Geometry.requirePlaces(given, name, column);
        }
        axis.cover(min, max, cellSize);
    }

    /** How many entities it holds. */
    public int count() {
        return built().length();
    }

    /** Finds the entities within a distance of a place. */
    public void radius(float atX, float atY, float atZ, float radius, IntList found) {
        neighbors(NONE, atX, atY, atZ, radius, found);
    }

    /** Finds the entities within a distance of a place, but one. */
    public void neighbors(
            int entity, float atX, float atY, float atZ, float radius, IntList found) {
        Ints entities = built();
        Floats third = z;
        Geometry.requirePlace(atX, atY, atZ);
        Geometry.requireDistance(radius);
        found.clear();
        double limit = (double) radius * radius;
        int runs = findRunsAround(atX, atY, atZ, radius);
        for (int run = 0; run < runs; run++) {
            int end = table.to(run);
            for (int slot = table.from(run); slot < end; slot++) {
                if (distanceSquared(third, slot, atX, atY, atZ) <= limit) {
                    int id = entities.get(slot);
                    if (id != entity) {
                        found.add(id);
                    }
                }
            }
        }
    }

    /** Finds the entities in a box, its border included. */
    public void box(
            float minX, float minY, float minZ, float maxX, float maxY, float maxZ, IntList found) {
        Ints entities = built();
        Floats third = z;
        Geometry.requirePlace(minX, minY, minZ);
        Geometry.requirePlace(maxX, maxY, maxZ);
        Geometry.requireOrder("x", minX, maxX);
        Geometry.requireOrder("y", minY, maxY);
        Geometry.requireOrder("z", minZ, maxZ);
        found.clear();
        int runs = findRuns(minX, maxX, minY, maxY, minZ, maxZ);
        for (int run = 0; run < runs; run++) {
            int end = table.to(run);
            for (int slot = table.from(run); slot < end; slot++) {
                if (isWithin(x.get(slot), minX, maxX)
                        && isWithin(y.get(slot), minY, maxY)
                        && (third == null || isWithin(third.get(slot), minZ, maxZ))) {
                    found.add(entities.get(slot));
                }
            }
        }
    }

    private static boolean isWithin(float at, float min, float max) {
        return at >= min && at <= max;
    }

    /** Finds the nearest entities, nearest first and of equally near ones the lower id first. */
    public void nearest(float atX, float atY, float atZ, int k, IntList found) {
        Ints entities = built();
        Geometry.requirePlace(atX, atY, atZ);
        int wanted = Math.min(k, entities.length());
        if (wanted == 0) {
            found.clear();
            return;
        }
        try (FrameScope _ = arena.scope(SpatialTag.SPATIAL)) {
            nearest.begin(arena, wanted);
            double outside = Math.max(table.x.outside(atX), table.y.outside(atY));
            double radius = cellSize + Math.max(outside, table.z.outside(atZ));
            offerAround(atX, atY, atZ, radius);
            while (!nearest.isFullWithin(radius * radius) && !isAll(atX, atY, atZ, radius)) {
                radius *= 2d;
                offerAround(atX, atY, atZ, radius);
            }
            nearest.drainTo(found);
        }
    }

    /** Shows what is around a place to {@link #nearest}, in place of what that held. */
    private void offerAround(float atX, float atY, float atZ, double radius) {
        Ints entities = built();
        Floats third = z;
        nearest.clear();
        int runs = findRunsAround(atX, atY, atZ, radius);
        for (int run = 0; run < runs; run++) {
            int end = table.to(run);
            for (int slot = table.from(run); slot < end; slot++) {
                nearest.offer(distanceSquared(third, slot, atX, atY, atZ), entities.get(slot));
            }
        }
    }

    /** Whether a search within a distance of a place looks at every entity. */
    private boolean isAll(double atX, double atY, double atZ, double distance) {
        double reach = Geometry.reach(distance);
        return table.x.isAll(atX - reach, atX + reach)
                && table.y.isAll(atY - reach, atY + reach)
                && table.z.isAll(atZ - reach, atZ + reach);
    }

    /** Finds every two entities that are within a distance of each other. */
    public void pairs(float distance, IntList found) {
        Ints entities = built();
        Floats third = z;
        Geometry.requireDistance(distance);
        found.clear();
        double limit = (double) distance * distance;
        double reach = Geometry.reach(distance);
        // Slots go up with the last axis, unless its cells share: no row, or layer, before its own
        // has a later slot.
        double backY = third == null && !table.y.isShared() ? 0d : reach;
        double backZ = table.z.isShared() ? reach : 0d;
        for (int slot = 0; slot < entities.length(); slot++) {
            float atX = x.get(slot);
            float atY = y.get(slot);
            float atZ = third == null ? 0f : third.get(slot);
            int id = entities.get(slot);
            int runs =
                    findRuns(
                            atX - reach,
                            atX + reach,
                            atY - backY,
                            atY + reach,
                            atZ - backZ,
                            atZ + reach);
            for (int run = 0; run < runs; run++) {
                int end = table.to(run);
                // Each pair is found from the slot that comes first.
                for (int o = Math.max(table.from(run), slot + 1); o < end; o++) {
                    if (distanceSquared(third, o, atX, atY, atZ) <= limit) {
                        int other = entities.get(o);
                        found.add(Math.min(id, other));
                        found.add(Math.max(id, other));
                    }
                }
            }
        }
    }

    private int findRunsAround(double atX, double atY, double atZ, double distance) {
        double reach = Geometry.reach(distance);
        return findRuns(
                atX - reach, atX + reach, atY - reach, atY + reach, atZ - reach, atZ + reach);
    }

    private int findRuns(
            double minX, double maxX, double minY, double maxY, double minZ, double maxZ) {
        return z == null
                ? table.findRuns(minX, maxX, minY, maxY)
                : table.findRuns(minX, maxX, minY, maxY, minZ, maxZ);
    }

    private double distanceSquared(
            @Nullable Floats third, int slot, double atX, double atY, double atZ) {
        double dx = x.get(slot) - atX;
        double dy = y.get(slot) - atY;
        double squared = dx * dx + dy * dy;
        if (third == null) {
            return squared;
        }
        double dz = third.get(slot) - atZ;
        return squared + dz * dz;
    }

    private Ints built() {
        Ints entities = ids;
        if (entities == null) {
            throw new NotBuiltException(title);
        }
        try {
            entities.length();
        } catch (ExpiredException ended) {
            throw endedSince(ended);
        }
        return entities;
    }

    private ExpiredException endedSince(ExpiredException ended) {
        ExpiredException kept =
                new ExpiredException(
                        "A "
                                + title
                                + " was searched after the scope had ended in which it was built."
                                + " Call build() in each tick or frame, before the first search; or"
                                + " build it in a scope that is around all searches.");
        kept.initCause(ended);
        return kept;
    }
}
