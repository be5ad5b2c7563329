package dev.mayfly.ecs.internal.spatial;

import dev.mayfly.allocator.budget.Tag;

/** What the temporary memory of spatial structures is attributed to. */
public final class SpatialTag {

    /** The tag; users see its name. */
    public static final Tag SPATIAL = Tag.of("spatial");

    private SpatialTag() {}
}
