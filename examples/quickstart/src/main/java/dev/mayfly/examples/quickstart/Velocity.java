package dev.mayfly.examples.quickstart;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;

/** How fast an entity moves, in units a second. */
public final class Velocity extends SoaComponent {
    public final Floats x = floats(1f); // a row starts at 1
    public final Floats y = floats();

    /** Called by the plugin. */
    public Velocity() {}
}
