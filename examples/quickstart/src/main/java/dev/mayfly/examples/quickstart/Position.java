package dev.mayfly.examples.quickstart;

import dev.mayfly.allocator.Floats;
import dev.mayfly.ecs.SoaComponent;

/** Where an entity is. */
public final class Position extends SoaComponent { // one store a world, one row an entity
    public final Floats x = floats();
    public final Floats y = floats();

    /** Called by the plugin. */
    public Position() {}
}
