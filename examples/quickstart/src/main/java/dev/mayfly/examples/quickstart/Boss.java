package dev.mayfly.examples.quickstart;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.SoaComponent;
import dev.mayfly.ecs.Sparse;

/** What few entities are. */
@Sparse
public final class Boss extends SoaComponent {
    public final Floats rage = floats(1f);
    public final Ints phase = ints();

    /** Called by the plugin. */
    public Boss() {}
}
