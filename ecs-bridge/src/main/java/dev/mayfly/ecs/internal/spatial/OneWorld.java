package dev.mayfly.ecs.internal.spatial;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.internal.columns.ColumnOwner;
import dev.mayfly.allocator.internal.columns.ColumnOwners;
import dev.mayfly.ecs.error.ForeignComponentException;

/** Sees to it that columns which are read at the same ids are not of two worlds. */
public final class OneWorld {

    private OneWorld() {}

    /**
     * Throws if both are of a world, and not of the same.
     *
     * @param use what they were given to
     */
    @SuppressWarnings("ReferenceEquality") // there is one for each world
    public static void require(String use, Floats one, Floats other) {
        ColumnOwner first = ColumnOwners.of(one);
        ColumnOwner second = ColumnOwners.of(other);
        if (first != second && first != null && second != null) {
            throw ForeignComponentException.mixed(one, other, use);
        }
    }
}
