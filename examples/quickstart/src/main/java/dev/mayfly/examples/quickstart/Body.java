package dev.mayfly.examples.quickstart;

import dev.mayfly.allocator.Floats;
import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.SoaComponent;

/** How large an entity is, and whose. */
public final class Body extends SoaComponent {
    public final Floats half = floats(1f); // half the side of its box
    public final Ints team = ints();

    /** Called by the plugin. */
    public Body() {}
}
