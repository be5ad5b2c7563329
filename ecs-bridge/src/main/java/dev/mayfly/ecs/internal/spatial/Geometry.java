package dev.mayfly.ecs.internal.spatial;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.error.InvalidGeometryException;

/** Refuses numbers that no distance can be computed with. */
public final class Geometry {

    /** 1, and what makes up for rounding many times over. */
    private static final double MARGIN = 1d + 0x1p-20;

    private Geometry() {}

    /**
     * How far along each axis a search has to look in order to see all that is within a distance.
     *
     * <p>Distances are compared as squares that are computed in double. Let a place p be left out
     * of the search around c, as the cell of p is behind that of c + reach. Then p > c + reach,
     * rounded, and so in truth, since rounding keeps order and p is a double. So p - c, rounded, is
     * no less than reach; and its square is greater than that of the distance by more than all
     * rounding takes off.
     */
    static double reach(double distance) {
        return distance * MARGIN;
    }

    /** Refuses a search at a place that is NaN or infinite. */
    static void requirePlace(float atX, float atY, float atZ) {
        requirePlace("x", atX);
        requirePlace("y", atY);
        requirePlace("z", atZ);
    }

    private static void requirePlace(String axis, float at) {
        if (!Float.isFinite(at)) {
            throw new InvalidGeometryException(
                    "A search at "
                            + axis
                            + " = "
                            + at
                            + " was asked for; give a finite coordinate.");
        }
    }

    /** Refuses a distance that is NaN, infinite or negative. */
    static void requireDistance(float distance) {
        if (!(distance >= 0f) || distance == Float.POSITIVE_INFINITY) {
            throw new InvalidGeometryException(
                    "A distance of " + distance + " was given; use a finite one from 0 on.");
        }
    }

    /** Refuses a cell size that is not finite and above 0. */
    static float requireCellSize(float size) {
        if (!(size > 0f) || size == Float.POSITIVE_INFINITY) {
            throw new InvalidGeometryException(
                    "A cell size of " + size + " was given; use a finite one above 0.");
        }
        return size;
    }

    /** Refuses a box that ends before it begins. */
    static void requireOrder(String axis, float min, float max) {
        if (min > max) {
            throw new InvalidGeometryException(
                    "A box from "
                            + axis
                            + " = "
                            + min
                            + " to "
                            + max
                            + " was searched; give the lesser corner first.");
        }
    }

    /** Refuses columns of coordinates of which one is NaN or infinite. */
    public static void requirePlaces(Ints ids, String axis, Floats column) {
        for (int i = 0; i < ids.length(); i++) {
            float at = column.get(ids.get(i));
            if (!Float.isFinite(at)) {
                throw new InvalidGeometryException(
                        "Entity "
                                + ids.get(i)
                                + " is at "
                                + axis
                                + " = "
                                + at
                                + ". Every coordinate must be finite: mend what computes it, or"
                                + " leave the entity out.");
            }
        }
    }

    /** Refuses columns of extents of which one is NaN, infinite or negative. */
    public static void requireExtents(Ints ids, String axis, Floats column) {
        for (int i = 0; i < ids.length(); i++) {
            float extent = column.get(ids.get(i));
            if (!(extent >= 0f) || extent == Float.POSITIVE_INFINITY) {
                throw new InvalidGeometryException(
                        "Entity "
                                + ids.get(i)
                                + " extends "
                                + extent
                                + " along "
                                + axis
                                + ". Every extent must be finite and not negative.");
            }
        }
    }
}
