package dev.mayfly.examples.quickstart.loop;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;

/** Where an entity is, and where it was a step ago. */
public final class Place extends SoaComponent {
    public final Floats x = floats();
    public final Floats lastX = floats();

    /** Called by the plugin. */
    public Place() {}
}
