package dev.mayfly.examples.quickstart.transients;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.FrameComponent;

/** What pushes an entity in this tick, summed up. */
public final class Push extends FrameComponent {
    public final Floats x = floats();
    public final Floats y = floats();

    /** Called by the plugin. */
    public Push() {}
}
