package dev.mayfly.examples.quickstart.blueprint;

import dev.mayfly.ecs.SoaComponent;

/** Marks an entity that is there to be copied: systems exclude it. */
public final class Blueprint extends SoaComponent {

    /** Called by the plugin. */
    public Blueprint() {}
}
