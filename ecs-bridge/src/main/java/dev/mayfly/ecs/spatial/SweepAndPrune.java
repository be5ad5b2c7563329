package dev.mayfly.ecs.spatial;

import com.artemis.utils.IntBag;

import dev.mayfly.allocator.Doubles;
import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.FrameArena;
import dev.mayfly.allocator.FrameScope;
import dev.mayfly.allocator.IntList;
import dev.mayfly.allocator.Ints;
import dev.mayfly.allocator.Longs;
import dev.mayfly.ecs.error.InvalidGeometryException;
import dev.mayfly.ecs.internal.sort.RadixSort;
import dev.mayfly.ecs.internal.sort.SortItem;
import dev.mayfly.ecs.internal.spatial.Geometry;
import dev.mayfly.ecs.internal.spatial.GivenIds;
import dev.mayfly.ecs.internal.spatial.OneWorld;
import dev.mayfly.ecs.internal.spatial.SpatialTag;

/**
 * Finds all pairs of overlapping boxes, in two dimensions, in frame memory: sweep and prune along
 * one axis (David Baraff, "Dynamic Simulation of Non-Penetrating Rigid Bodies", 1992).
 *
 * <pre>{@code
 * IntList pairs = frame.intList(256);
 * SweepAndPrune.pairs(frame, entities, position.x, position.y, size.halfX, size.halfY, pairs);
 * }</pre>
 *
 * <p>The boxes are sorted by where they begin along the axis on which their centers vary more, and
 * each is compared with those that begin before it ends. Boxes may be of any size, where a {@link
 * SpatialGrid} wants one distance for all; for many boxes of about one size in a wide world the
 * grid is faster, since the sweep also meets boxes that are far away along the other axis.
 *
 * <p>A box goes from its center less its half extent to its center plus it, computed in {@code
 * double}. Boxes that touch overlap. A box without extent is a point.
 */
public final class SweepAndPrune {

    private static final String NAME = "SweepAndPrune";

    private SweepAndPrune() {}

    /**
     * Finds every two entities whose boxes overlap. Makes no garbage once the arena has seen its
     * load (in standard). The temporary memory, some 60 bytes an entity, is given back before this
     * returns; it is attributed to a tag named "spatial".
     *
     * @param entities ids, each once
     * @param x where the center of each box is, read at the id
     * @param y the same, along the other axis
     * @param halfX half the extent of each box along the first axis, read at the id
     * @param halfY the same, along the other axis
     * @param found where the ids go, two for each pair, the lower one first; what it held is
     *     dropped. Pairs come in the order of the sweep, the same for the same input on any machine
     * @throws InvalidGeometryException if a coordinate is NaN or infinite, or an extent is or is
     *     negative; the list is as it was
     * @throws dev.mayfly.ecs.error.ForeignComponentException if columns are of two worlds
     * @throws dev.mayfly.allocator.error.NoFrameException if no frame is open
     * @throws dev.mayfly.allocator.error.ExpiredException if the list's scope has ended
     * @throws dev.mayfly.allocator.error.LimitExceededException if memory would pass the limit of a
     *     tag
     */
    public static void pairs(
            FrameArena arena,
            IntBag entities,
            Floats x,
            Floats y,
            Floats halfX,
            Floats halfY,
            IntList found) {
        try (FrameScope _ = arena.scope(SpatialTag.SPATIAL)) {
            sweep(arena, GivenIds.copy(arena, entities), x, y, halfX, halfY, found);
        }
    }

    /**
     * As {@link #pairs(FrameArena, IntBag, Floats, Floats, Floats, Floats, IntList)}, for the
     * result of a query.
     */
    public static void pairs(
            FrameArena arena,
            Ints entities,
            Floats x,
            Floats y,
            Floats halfX,
            Floats halfY,
            IntList found) {
        try (FrameScope _ = arena.scope(SpatialTag.SPATIAL)) {
            sweep(arena, GivenIds.copy(arena, entities), x, y, halfX, halfY, found);
        }
    }

    /**
     * As {@link #pairs(FrameArena, IntBag, Floats, Floats, Floats, Floats, IntList)}, for a list of
     * ids.
     */
    public static void pairs(
            FrameArena arena,
            IntList entities,
            Floats x,
            Floats y,
            Floats halfX,
            Floats halfY,
            IntList found) {
        try (FrameScope _ = arena.scope(SpatialTag.SPATIAL)) {
            sweep(arena, GivenIds.copy(arena, entities), x, y, halfX, halfY, found);
        }
    }

    private static void sweep(
            FrameArena arena,
            Ints ids,
            Floats x,
            Floats y,
            Floats halfX,
            Floats halfY,
            IntList found) {
        OneWorld.require(NAME, x, y);
        OneWorld.require(NAME, x, halfX);
        OneWorld.require(NAME, x, halfY);
        Geometry.requirePlaces(ids, "x", x);
        Geometry.requirePlaces(ids, "y", y);
        Geometry.requireExtents(ids, "x", halfX);
        Geometry.requireExtents(ids, "y", halfY);
        found.clear();
        if (variance(ids, x) >= variance(ids, y)) {
            sweepAlong(arena, ids, x, halfX, y, halfY, found);
        } else {
            sweepAlong(arena, ids, y, halfY, x, halfX, found);
        }
    }

    private static double variance(Ints ids, Floats column) {
        double sum = 0d;
        for (int i = 0; i < ids.length(); i++) {
            sum += column.get(ids.get(i));
        }
        double mean = sum / ids.length();
        double squares = 0d;
        for (int i = 0; i < ids.length(); i++) {
            double off = column.get(ids.get(i)) - mean;
            squares += off * off;
        }
        return squares;
    }

    /** Sweeps along one axis and compares along the other. */
    private static void sweepAlong(
            FrameArena arena,
            Ints ids,
            Floats center,
            Floats half,
            Floats otherCenter,
            Floats otherHalf,
            IntList found) {
        int count = ids.length();
        Longs sorted = sortedByBegin(arena, ids, center, half);
        Ints order = arena.uninitializedInts(count);
        Doubles begins = arena.uninitializedDoubles(count);
        Doubles ends = arena.uninitializedDoubles(count);
        Doubles otherBegins = arena.uninitializedDoubles(count);
        Doubles otherEnds = arena.uninitializedDoubles(count);
        for (int i = 0; i < count; i++) {
            int e = SortItem.number(sorted.get(i));
            order.set(i, e);
            begins.set(i, begin(center, half, e));
            ends.set(i, end(center, half, e));
            otherBegins.set(i, begin(otherCenter, otherHalf, e));
            otherEnds.set(i, end(otherCenter, otherHalf, e));
        }
        for (int i = 0; i < count; i++) {
            int id = order.get(i);
            double begin = begins.get(i);
            double end = ends.get(i);
            double otherBegin = otherBegins.get(i);
            double otherEnd = otherEnds.get(i);
            // Sorted by what floats the begins round to: rounding keeps order, and may make equal
            // what is not. So the sweep stops by the rounded ones, and compares the others.
            float last = (float) end;
            for (int j = i + 1; j < count && (float) begins.get(j) <= last; j++) {
                if (begins.get(j) <= end
                        && begin <= ends.get(j)
                        && otherBegins.get(j) <= otherEnd
                        && otherBegin <= otherEnds.get(j)) {
                    found.add(Math.min(id, order.get(j)));
                    found.add(Math.max(id, order.get(j)));
                }
            }
        }
    }

    private static Longs sortedByBegin(FrameArena arena, Ints ids, Floats center, Floats half) {
        Longs items = arena.uninitializedLongs(ids.length());
        for (int i = 0; i < ids.length(); i++) {
            int e = ids.get(i);
            items.set(i, SortItem.of(SortItem.ascending((float) begin(center, half, e)), e));
        }
        return RadixSort.sort(arena, items);
    }

    private static double begin(Floats center, Floats half, int e) {
        return (double) center.get(e) - half.get(e);
    }

    private static double end(Floats center, Floats half, int e) {
        return (double) center.get(e) + half.get(e);
    }
}
