package dev.mayfly.examples.quickstart.beside;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;

/** How hot an entity is. */
public final class Heat extends SoaComponent {
    public final Floats degrees = floats(20f);

    /** Called by the plugin. */
    public Heat() {}
}
