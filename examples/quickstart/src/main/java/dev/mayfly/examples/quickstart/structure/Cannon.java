package dev.mayfly.examples.quickstart.structure;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.SoaComponent;

/** Fires a shot a tick until it has no rounds left. */
public final class Cannon extends SoaComponent {
    public final Floats power = floats(1f);
    public final Ints rounds = ints(3);

    /** Called by the plugin. */
    public Cannon() {}
}
