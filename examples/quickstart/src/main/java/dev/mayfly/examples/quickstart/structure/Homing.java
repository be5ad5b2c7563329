package dev.mayfly.examples.quickstart.structure;

import dev.mayfly.ecs.Handles;
import dev.mayfly.ecs.SoaComponent;

/** Follows another entity for as long as that lives. */
public final class Homing extends SoaComponent {
    public final Handles target = handles();

    /** Called by the plugin. */
    public Homing() {}
}
