package dev.mayfly.ecs;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;

/** A second component, so that compositions differ. */
public final class Velocity extends SoaComponent {

    public final Floats x = floats(1f);
    public final Ints mode = ints(3);
}
