package dev.mayfly.examples.quickstart.transients;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;

/** How much an entity can take. */
public final class Health extends SoaComponent {
    public final Floats points = floats(100f);

    /** Called by the plugin. */
    public Health() {}
}
