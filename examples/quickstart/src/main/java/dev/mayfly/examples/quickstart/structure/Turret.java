package dev.mayfly.examples.quickstart.structure;

import com.artemis.annotations.EntityId;

import dev.mayfly.allocator.Ints;
import dev.mayfly.ecs.SoaComponent;

/** Stands on a tank. */
public final class Turret extends SoaComponent {
    @EntityId public final Ints tank = ints(-1);

    /** Called by the plugin. */
    public Turret() {}
}
